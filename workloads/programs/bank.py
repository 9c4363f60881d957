"""A bank at work: customers, tellers and transfers in a simulation of discrete events.

Stresses: calls of every sort. Callbacks are closures with starred and keyword arguments, with
    statements enter and leave objects, refusals are exceptions that pass several frames, and a
    decorator puts a frame between caller and method.
Does not tell: how a loop of arithmetic fares, nor what exceptions cost where they are rare.
"""


class Refused(Exception):
    """The bank will not do it."""

    def __init__(self, reason, amount=0):
        super().__init__(reason)
        self.reason = reason
        self.amount = amount


class Overdrawn(Refused):
    pass


class Frozen(Refused):
    pass


class Closed(Exception):
    """Ends the day."""


# Events


class Calendar:
    """A heap of events; what is due first comes out first, in order of entry if equally due."""

    def __init__(self):
        self.heap = []
        self.entered = 0

    def __len__(self):
        return len(self.heap)

    def put(self, due, action):
        heap = self.heap
        self.entered += 1
        event = (due, self.entered, action)
        at = len(heap)
        heap.append(event)
        while at > 0:
            above = (at - 1) >> 1
            if heap[above][:2] <= event[:2]:
                break
            heap[at] = heap[above]
            at = above
        heap[at] = event

    def take(self):
        heap = self.heap
        if not heap:
            raise Closed("no events are left")
        first = heap[0]
        moved = heap.pop()
        if heap:
            heap[self.hole(moved)] = moved
        return first

    def hole(self, event):
        """Moves events up from the root until there is a place for this one; returns it."""
        heap = self.heap
        size = len(heap)
        at = 0
        while True:
            below = 2 * at + 1
            if below + 1 < size and heap[below + 1][:2] < heap[below][:2]:
                below += 1
            if below >= size or event[:2] <= heap[below][:2]:
                return at
            heap[at] = heap[below]
            at = below


class Simulation:
    """Time, and what happens when."""

    def __init__(self, until):
        self.calendar = Calendar()
        self.now = 0
        self.until = until
        self.happened = 0

    def after(self, delay, callback, *args, **kwargs):
        """Has the callback called after a delay, with these arguments."""
        def action():
            callback(*args, **kwargs)
        self.calendar.put(self.now + delay, action)

    def every(self, interval, callback):
        """Has the callback called again and again, until it raises StopIteration."""
        def action():
            try:
                callback()
            except StopIteration:
                return
            self.after(interval, action)
        self.after(interval, action)

    def run(self):
        try:
            while True:
                due, _, action = self.calendar.take()
                if due > self.until:
                    raise Closed("time is over")
                self.now = due
                self.happened += 1
                action()
        except Closed as closed:
            return str(closed)


# Accounts


class Journal:
    """Entries of finished transactions."""

    def __init__(self):
        self.entries = []

    def write(self, kind, *accounts, amount=0, **notes):
        self.entries.append((kind, [account.number for account in accounts], amount, notes))

    def total(self, kind):
        return sum([entry[2] for entry in self.entries if entry[0] == kind])


def checked(method):
    """Refuses amounts that are not positive, and accounts that are frozen."""
    def wrapper(self, amount, **options):
        if amount <= 0:
            raise Refused("not an amount", amount)
        if self.frozen:
            raise Frozen("account %d is frozen" % self.number, amount)
        return method(self, amount, **options)
    return wrapper


class Account:
    fee = 0

    def __init__(self, number, balance=0):
        self.number = number
        self.balance = balance
        self.frozen = False

    @checked
    def deposit(self, amount):
        self.balance += amount
        return self.balance

    @checked
    def withdraw(self, amount, forced=False):
        if not forced and amount + self.fee > self.available:
            raise Overdrawn("account %d holds %d" % (self.number, self.balance), amount)
        self.balance -= amount + self.fee
        return self.balance

    @property
    def available(self):
        return self.balance

    def close_month(self):
        """What the bank gives or takes once in a while."""
        return 0


class Savings(Account):
    """Bears interest."""

    percent = 2

    def close_month(self):
        interest = self.balance * self.percent // 100
        if interest > 0:
            self.deposit(interest)
        return interest


class Business(Account):
    """May be overdrawn up to a limit, for a fee."""

    fee = 1

    def __init__(self, number, balance=0, *, limit=50):
        super().__init__(number, balance)
        self.limit = limit

    @property
    def available(self):
        return super().available + self.limit

    def close_month(self):
        if self.balance < 0:
            self.withdraw(5, forced=True)
            return -5
        return 0


class Transaction:
    """In a with statement: if a refusal leaves it, the accounts are what they were before."""

    def __init__(self, journal, kind, *accounts, **notes):
        self.journal = journal
        self.kind = kind
        self.accounts = accounts
        self.notes = notes
        self.amount = 0

    def __enter__(self):
        self.before = [account.balance for account in self.accounts]
        return self

    def __exit__(self, kind, error, traceback):
        if error is None:
            self.journal.write(self.kind, *self.accounts, amount=self.amount, **self.notes)
            return False
        for account, balance in zip(self.accounts, self.before):
            account.balance = balance
        self.journal.write("refused", *self.accounts, amount=self.amount, why=self.kind)
        return False


class Teller:
    """Serves one customer at a time; in a with statement, is busy."""

    def __init__(self, name):
        self.name = name
        self.busy = False
        self.served = 0

    def __enter__(self):
        self.busy = True
        return self

    def __exit__(self, *error):
        self.served += 1
        self.busy = False
        return False


class Bank:
    """Accounts, tellers, and a line of customers who wait."""

    def __init__(self, simulation, tellers=2):
        self.simulation = simulation
        self.journal = Journal()
        self.accounts = {}
        self.tellers = [Teller("teller %d" % i) for i in range(tellers)]
        self.line = []
        self.refusals = {}
        self.waited = 0

    def open(self, kind, balance, **options):
        account = kind(100 + len(self.accounts), balance, **options)
        self.accounts[account.number] = account
        return account

    def transfer(self, source, target, amount):
        now = self.simulation.now
        with Transaction(self.journal, "transfer", source, target, time=now) as entry:
            entry.amount = amount
            # The money comes in first, so a refusal has something to undo.
            target.deposit(amount)
            source.withdraw(amount)

    def pay_in(self, account, amount):
        with Transaction(self.journal, "deposit", account) as entry:
            entry.amount = amount
            account.deposit(amount)

    def pay_out(self, account, amount):
        with Transaction(self.journal, "withdrawal", account) as entry:
            entry.amount = amount
            account.withdraw(amount)

    def arrive(self, request, *args, patience=10, **kwargs):
        """A customer comes with a request and gets into the line."""
        self.line.append((self.simulation.now, patience, lambda: request(*args, **kwargs)))
        self.serve()

    def serve(self):
        while self.line:
            teller = self.free_teller()
            if teller is None:
                return
            since, patience, request = self.line.pop(0)
            waiting = self.simulation.now - since
            self.waited += waiting
            if waiting > patience:
                self.count("left")
                continue
            self.attend(teller, request)

    def free_teller(self):
        for teller in self.tellers:
            if not teller.busy:
                return teller
        return None

    def attend(self, teller, request):
        """Does what is asked, and keeps the teller busy for a while after it."""
        with teller:
            try:
                request()
                duration = 3
            except Overdrawn as refusal:
                self.count("overdrawn")
                duration = 4 + refusal.amount // 100
            except Refused as refusal:
                self.count(type(refusal).__name__.lower())
                duration = 2
        teller.busy = True

        def finished():
            teller.busy = False
            self.serve()
        self.simulation.after(duration, finished)

    def count(self, reason):
        self.refusals[reason] = self.refusals.get(reason, 0) + 1

    def close_month(self):
        given = 0
        for account in self.accounts.values():
            try:
                given += account.close_month()
            except Frozen:
                self.count("frozen at the end of the month")
        return given

    @property
    def assets(self):
        return sum([account.balance for account in self.accounts.values()])


def customers(count, seed):
    """Requests as (delay, what, from, to, amount), all from one sequence of numbers."""
    state = seed
    for _ in range(count):
        state = (state * 16807) % 2147483647
        yield state % 4, state // 7 % 3, state // 11 % 5, state // 13 % 5, state // 17 % 120 - 3


def day(count, seed=1, months=2):
    simulation = Simulation(until=40 + 3 * count)
    bank = Bank(simulation)
    accounts = [
        bank.open(Account, 80),
        bank.open(Savings, 150),
        bank.open(Business, 40, limit=100),
        bank.open(Savings, 60),
        bank.open(Business, 10),
    ]
    given = []
    time = 0
    for delay, what, source, target, amount in customers(count, seed):
        time += delay
        if what == 0:
            request = (bank.pay_in, accounts[source], amount)
        elif what == 1:
            request = (bank.pay_out, accounts[source], amount)
        else:
            request = (bank.transfer, accounts[source], accounts[target], amount)
        simulation.after(time, bank.arrive, *request, patience=6 + source)

    def month():
        given.append(bank.close_month())
        if len(given) == months:
            raise StopIteration

    def freeze(account, frozen=True):
        account.frozen = frozen

    simulation.every(10 + count // 2, month)
    simulation.after(8, freeze, accounts[3])
    simulation.after(20 + count, freeze, accounts[3], frozen=False)
    ending = simulation.run()
    return simulation, bank, given, ending


def run(size=26):
    """Events, assets, interest, waiting time, entries in the journal, and refusals by reason."""
    simulation, bank, given, _ = day(size)
    return (
        simulation.happened,
        bank.assets,
        sum(given),
        bank.waited,
        len(bank.journal.entries),
        sorted(bank.refusals.items()),
    )


if __name__ == "__main__":
    simulation, bank, given, ending = day(12)
    for kind, numbers, amount, notes in bank.journal.entries:
        shown = ", ".join("%s=%s" % (key, notes[key]) for key in sorted(notes))
        print("{:<10} {:>4}  {} {}".format(kind, amount, numbers, shown).rstrip())
    print("ended at %d: %s; interest %s" % (simulation.now, ending, given))
    for teller in bank.tellers:
        print("%s served %d" % (teller.name, teller.served))
    print("paid in %d" % bank.journal.total("deposit"))
    for size in (1, 10, 40):
        print("%d customers: %s" % (size, run(size)))
