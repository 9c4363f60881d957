import asyncio


async def worker(name, count, delay=0):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(delay)
    return name * 2


async def failing():
    await asyncio.sleep(0)
    raise ValueError("oops")


async def main():
    print(await worker("solo", 1))
    print(await asyncio.gather(worker("a", 3), worker("b", 2), worker("c", 1)))
    task = asyncio.create_task(worker("t", 2))
    print("made", task.done())
    await asyncio.sleep(0)
    print("slept")
    print(await task, task.done(), task.result())
    print(await asyncio.gather(worker("slow", 2, 0.06), worker("fast", 3, 0.001)))
    try:
        await asyncio.gather(failing(), worker("x", 1))
    except ValueError as e:
        print("caught", e)
    print(await asyncio.gather(failing(), worker("y", 1), return_exceptions=True))
    print(await asyncio.gather())
    t = asyncio.create_task(worker("cancelled", 5))
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled", t.cancelled())
    lock = asyncio.Lock()

    async def locked(n):
        await lock.acquire()
        print("in", n)
        await asyncio.sleep(0)
        print("out", n)
        lock.release()

    await asyncio.gather(locked(1), locked(2))
    queue = asyncio.Queue(maxsize=2)

    async def produce():
        for i in range(5):
            await queue.put(i)
            print("put", i)

    async def consume():
        total = 0
        for _ in range(5):
            total += await queue.get()
            queue.task_done()
        return total

    print(await asyncio.gather(produce(), consume()))
    event = asyncio.Event()

    async def waiter():
        await event.wait()
        return "woken"

    w = asyncio.create_task(waiter())
    await asyncio.sleep(0)
    event.set()
    print(await w, event.is_set())
    return "done"


print(asyncio.run(main()))
print(asyncio.run(worker("again", 1)))
try:
    asyncio.run(failing())
except ValueError as e:
    print("raised", e)
print(asyncio.iscoroutinefunction(main), asyncio.iscoroutinefunction(print))
