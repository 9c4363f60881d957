"""A small event loop with tasks, timers, queues and locks, and a service built upon them.

Stresses: coroutines that await coroutines. A resume of a task passes down a chain of frames
    before anything happens, and most frames are entered several times in their life.
Does not tell: how plain calls fare, nor what other event loops cost: there is no input and
    output, and time is a number that is counted up.
"""


class Failure(Exception):
    """A request that could not be served."""


class Future:
    """A result that is there sooner or later."""

    def __init__(self, loop):
        self.loop = loop
        self.done = False
        self.value = None
        self.error = None
        self.waiters = []

    def __await__(self):
        if not self.done:
            yield self
        return self.result()

    def result(self):
        if self.error is not None:
            raise self.error
        return self.value

    def resolve(self, value=None):
        self.value = value
        self._finish()

    def fail(self, error):
        self.error = error
        self._finish()

    def _finish(self):
        self.done = True
        for task in self.waiters:
            self.loop.schedule(task)
        self.waiters = []


class Task(Future):
    """A coroutine that the loop drives; it is also the future of what the coroutine returns."""

    def __init__(self, loop, coroutine):
        super().__init__(loop)
        self.coroutine = coroutine

    def step(self):
        try:
            blocker = self.coroutine.send(None)
        except StopIteration as stop:
            self.resolve(stop.value)
        except Failure as error:
            self.fail(error)
        else:
            blocker.waiters.append(self)


class Loop:
    """Runs tasks that are ready; if there are none, time goes on to the next timer."""

    def __init__(self):
        self.now = 0
        self.ready = []
        self.timers = []
        self.steps = 0

    def schedule(self, task):
        self.ready.append(task)

    def spawn(self, coroutine):
        task = Task(self, coroutine)
        self.schedule(task)
        return task

    def timer(self, delay):
        future = Future(self)
        due = self.now + delay
        position = len(self.timers)
        while position > 0 and self.timers[position - 1][0] < due:
            position -= 1
        self.timers.insert(position, (due, future))
        return future

    def turn(self):
        """One round: every task that is ready gets one step."""
        batch, self.ready = self.ready, []
        for task in batch:
            self.steps += 1
            task.step()

    def run(self, coroutine):
        """Until nothing is left to do; returns what the coroutine returned."""
        main = self.spawn(coroutine)
        while self.ready or self.timers:
            if self.ready:
                self.turn()
            else:
                due, future = self.timers.pop()
                self.now = due
                future.resolve()
        return main.result()

    async def sleep(self, delay):
        await self.timer(delay)
        return self.now

    async def gather(self, *coroutines):
        tasks = [self.spawn(coroutine) for coroutine in coroutines]
        results = []
        for task in tasks:
            results.append(await task)
        return results


class Queue:
    """First in, first out, with an upper bound; getting and putting may have to wait."""

    def __init__(self, loop, limit):
        self.loop = loop
        self.limit = limit
        self.items = []
        self.getters = []
        self.putters = []

    def __len__(self):
        return len(self.items)

    async def put(self, item):
        while len(self.items) >= self.limit:
            await self._wait_in(self.putters)
        self.items.append(item)
        self._wake(self.getters)

    async def get(self):
        while not self.items:
            await self._wait_in(self.getters)
        item = self.items.pop(0)
        self._wake(self.putters)
        return item

    async def _wait_in(self, line):
        future = Future(self.loop)
        line.append(future)
        await future

    @staticmethod
    def _wake(line):
        if line:
            line.pop(0).resolve()


class Lock:
    """Held by at most one task."""

    def __init__(self, loop):
        self.loop = loop
        self.held = False
        self.line = []

    async def acquire(self):
        while self.held:
            future = Future(self.loop)
            self.line.append(future)
            await future
        self.held = True

    def release(self):
        self.held = False
        if self.line:
            self.line.pop(0).resolve()


class Store:
    """Values by key; slow to reach, and changed by one task at a time."""

    def __init__(self, loop):
        self.loop = loop
        self.lock = Lock(loop)
        self.values = {}

    async def read(self, key):
        await self.loop.sleep(1 + key % 2)
        return self.values.get(key, 0)

    async def write(self, key, value):
        await self.loop.sleep(1)
        self.values[key] = value

    async def add(self, key, amount):
        await self.lock.acquire()
        try:
            value = await self.read(key) + amount
            await self.write(key, value)
        finally:
            self.lock.release()
        return value


class Service:
    """Takes requests from a queue, and retries what fails."""

    def __init__(self, loop, store, requests):
        self.loop = loop
        self.store = store
        self.requests = requests
        self.log = []
        self.retries = 0

    async def work(self, name):
        while True:
            request = await self.requests.get()
            if request is None:
                return name
            try:
                answer = await self.attempt(request, tries=2)
            except Failure as failure:
                answer = str(failure)
            self.log.append((self.loop.now, name, answer))

    async def attempt(self, request, tries):
        while True:
            tries -= 1
            try:
                return await self.handle(request, last=tries == 0)
            except Failure:
                if tries == 0:
                    raise
                self.retries += 1
                await self.loop.sleep(2)

    async def handle(self, request, last):
        await self.check(request, last)
        return await self.store.add(request % 3, request)

    async def check(self, request, last):
        if request % 5 == 4 and not last or request % 11 == 10:
            raise Failure("request %d" % request)


async def client(loop, requests, first, count):
    """Puts requests into the queue, some ticks apart."""
    for i in range(count):
        await requests.put(first + i)
        await loop.sleep(i % 2)
    return count


async def serve(loop, count, workers=2):
    """Clients and workers until all requests are done."""
    requests = Queue(loop, 3)
    service = Service(loop, Store(loop), requests)
    staff = [loop.spawn(service.work(name)) for name in range(workers)]
    sent = await loop.gather(
        client(loop, requests, 0, count),
        client(loop, requests, 7, count + 1),
    )
    for _ in staff:
        await requests.put(None)
    for task in staff:
        await task
    return sum(sent), service


def simulate(size):
    loop = Loop()
    sent, service = loop.run(serve(loop, size))
    return loop, sent, service


def run(size=12):
    """Requests sent, retries, time, steps of tasks, and what is in the store at last."""
    loop, sent, service = simulate(size)
    values = sorted(service.store.values.items())
    return (sent, service.retries, loop.now, loop.steps, len(service.log), values)


if __name__ == "__main__":
    loop, sent, service = simulate(6)
    for time, worker, answer in service.log:
        print("%3d  worker %d: %s" % (time, worker, answer))
    for size in (1, 10, 30):
        print("%d requests, %d retries, time %d, %d steps, %d answers, %s" % run(size))
