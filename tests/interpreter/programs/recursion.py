# Deep recursion by every road: calls, constructors, operators, generators, natives that call back.
def f(n): return 0 if n == 0 else 1 + f(n - 1)
print(f(985))
class A:
    def __init__(self, n): self.c = A(n - 1) if n else None
    def __len__(self): return 1 + (len(self.c) if self.c else 0)
    def __add__(self, o): return self.c + o if self.c else o
    def __bool__(self): return True
a = A(450)
print(a + 5)
print(len(A(300)))
def g(n):
    if n: yield from g(n - 1)
    yield n
print(sum(g(400)))
def k(n): return n if n == 0 else max([n], key=lambda x: k(n - 1))
print(k(300))
def forever(): return forever()
for i in range(3):
    try: forever()
    except RecursionError as e: print(e)
class E:
    def __eq__(self, o): return [self] == [o]
class E:
    def __eq__(self, o): return [self] == [o]
try: E() == E()
except RecursionError as e: print('RecursionError')
