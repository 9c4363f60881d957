import bisect
import heapq
from bisect import bisect_left, bisect_right, insort
from heapq import heapify, heappop, heappush, heappushpop, heapreplace, merge, nlargest, nsmallest


def fails(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


data = [(i * 7919) % 101 for i in range(40)]
h = []
for x in data:
    heappush(h, x)
print(h)
print([heappop(h) for _ in range(10)], h)
g = data[:]
heapify(g)
print(g, heappushpop(g, -5), heappushpop(g, 50), heapreplace(g, 7), g)
print(nsmallest(5, data), nlargest(5, data), nlargest(3, ["aaa", "b", "cc"], key=len), nsmallest(0, data), nlargest(100, [2, 1]))
print(list(merge([1, 4, 7], [2, 5], [3, 6, 8])), list(merge([3, 1], [2], reverse=True)), list(merge(["a", "ccc"], ["bb"], key=len)))


class Task:
    compared = 0

    def __init__(self, priority):
        self.priority = priority

    def __lt__(self, other):
        Task.compared += 1
        return self.priority < other.priority


tasks = []
for x in data:
    heappush(tasks, Task(x))
print([heappop(tasks).priority for _ in range(len(tasks))] == sorted(data), Task.compared)
tasks = [Task(x) for x in data]
heapify(tasks)
print(Task.compared, [t.priority for t in tasks])
q = [(5, "write"), (1, "spec"), (3, "create")]
heapify(q)
print(heappop(q), q[0])
fails(heappop, [])
fails(heapreplace, [], 1)
fails(heappush, (1,), 1)
fails(heappush, [1], "a")

a = [1, 2, 2, 2, 5, 9]
print(bisect_left(a, 2), bisect_right(a, 2), bisect.bisect(a, 2), bisect_left(a, 0), bisect_right(a, 10), bisect_left(a, 5, 2, 4), bisect_left(a, 2, lo=2), bisect_right(a, 3, hi=2))
insort(a, 3)
insort(a, 2)
bisect.insort_left(a, 0)
print(a, bisect_left(["a", "bb", "ccc"], 2, key=len), bisect_left((1, 3, 5), 4))
words = ["fig", "apple"]
insort(words, "kiwi", key=len)
print(words)
fails(bisect_left, a, 1, -1)
fails(bisect_left, a, "x")
