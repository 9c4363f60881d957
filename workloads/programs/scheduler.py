"""A simulated machine that runs tasks by priority: objects, inheritance, a queue of its own.

Stresses: methods. Several classes answer the same message, attributes are read and written at
    every step, properties and comparison methods run unseen; about thirty code objects share
    the calls, most of them often.
Does not tell: what happens in a program of thousands of code objects, where most are called
    rarely or never.
"""


class Random:
    """A small generator of pseudo-random numbers (linear congruential, modulus 2**31)."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state * 1103515245 + 12345) % 2147483648
        return self.state >> 8

    def below(self, limit):
        return self.next() % limit

    def chance(self, percent):
        return self.below(100) < percent


class PriorityQueue:
    """A binary heap; what is smallest comes out first."""

    def __init__(self):
        self.items = []

    def __len__(self):
        return len(self.items)

    def push(self, item):
        self.items.append(item)
        self._rise(len(self.items) - 1)

    def pop(self):
        items = self.items
        first = items[0]
        last = items.pop()
        if items:
            items[0] = last
            self._sink(0)
        return first

    def _rise(self, index):
        items = self.items
        item = items[index]
        while index > 0:
            parent = (index - 1) // 2
            if not item < items[parent]:
                break
            items[index] = items[parent]
            index = parent
        items[index] = item

    def _sink(self, index):
        items = self.items
        item = items[index]
        size = len(items)
        while True:
            child = 2 * index + 1
            if child >= size:
                break
            if child + 1 < size and items[child + 1] < items[child]:
                child += 1
            if not items[child] < item:
                break
            items[index] = items[child]
            index = child
        items[index] = item


class Task:
    """Something to be done in several steps. Subclasses say what a step costs and leads to."""

    kind = "task"

    def __init__(self, name, priority, work):
        self.name = name
        self.priority = priority
        self.work = work
        self.waited = 0

    def __lt__(self, other):
        return self.key < other.key

    @property
    def key(self):
        return (self.priority - self.waited // 8, self.name)

    @property
    def done(self):
        return self.work <= 0

    def step(self, machine):
        """Does a little; returns the time it took."""
        self.work -= 1
        return 1


class Computation(Task):
    """Uses the processor in long slices."""

    kind = "computation"

    def step(self, machine):
        slice_ = min(self.work, 3)
        self.work -= slice_
        return slice_


class Transfer(Task):
    """Waits for a device now and then."""

    kind = "transfer"

    def step(self, machine):
        if machine.random.chance(30):
            machine.block(self, 2 + machine.random.below(4))
            return 0
        return super().step(machine)


class Parent(Task):
    """Starts children as it goes along."""

    kind = "parent"

    def __init__(self, name, priority, work):
        super().__init__(name, priority, work)
        self.children = 0

    def step(self, machine):
        if self.children < 2:
            self.children += 1
            machine.start(Computation(self.name * 10 + self.children, self.priority + 1, 2))
        return super().step(machine)


class Machine:
    """Time, a queue of tasks that can run, and tasks that are blocked until some time."""

    kinds = (Computation, Transfer, Parent)

    def __init__(self, seed):
        self.random = Random(seed)
        self.time = 0
        self.ready = PriorityQueue()
        self.blocked = []
        self.finished = {}
        self.steps = 0

    def populate(self, count):
        for name in range(1, count + 1):
            kind = self.kinds[self.random.below(len(self.kinds))]
            self.start(kind(name, self.random.below(5), 1 + self.random.below(6)))

    def start(self, task):
        self.ready.push(task)

    def block(self, task, duration):
        self.blocked.append((self.time + duration, task))

    def wake(self):
        still = []
        for until, task in self.blocked:
            if until <= self.time:
                task.waited += 4
                self.start(task)
            else:
                still.append((until, task))
        self.blocked = still

    def finish(self, task):
        self.finished[task.kind] = self.finished.get(task.kind, 0) + 1

    def run_one(self):
        task = self.ready.pop()
        blocked_before = len(self.blocked)
        self.time += task.step(self)
        self.steps += 1
        if len(self.blocked) == blocked_before:
            if task.done:
                self.finish(task)
            else:
                task.waited += 1
                self.start(task)

    def run(self):
        while len(self.ready) or self.blocked:
            if len(self.ready):
                self.run_one()
            else:
                self.time += 1
            self.wake()

    def report(self):
        kinds = sorted(self.finished)
        return ", ".join("%s %d" % (kind, self.finished[kind]) for kind in kinds)


def run(size=3, seed=5):
    """Simulated time, number of steps, and how many tasks of each kind were finished."""
    machine = Machine(seed)
    machine.populate(size)
    machine.run()
    return (machine.time, machine.steps, machine.report())


if __name__ == "__main__":
    for size in (1, 20, 100):
        time, steps, report = run(size)
        print("%d tasks: time %d, %d steps, finished: %s" % (size, time, steps, report))
