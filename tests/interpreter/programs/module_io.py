import io
import sys
from io import BytesIO, StringIO


def fails(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


s = StringIO()
print(s.write("hello\n"), s.write(""), s.tell())
print("printed", 5, file=s, sep="-", end="!\n")
s.writelines(["a\n", "b"])
print(repr(s.getvalue()), s.tell(), repr(s.read()))
s.seek(0)
print(repr(s.read(3)), repr(s.readline()), repr(s.readline(4)), s.readlines(), repr(s.readline()))
s.seek(2)
s.write("LL")
print(repr(s.getvalue()))
s.seek(0, 2)
s.write("end")
s.seek(0)
for line in s:
    print(repr(line))
s.seek(5)
print(s.truncate(), repr(s.getvalue()), s.truncate(2), repr(s.getvalue()), s.tell())
s.write("x")
print(repr(s.getvalue()))
with StringIO("one\ntwo\nthree") as t:
    print(next(t), t.tell(), list(t), repr(t.read()))
print(t.closed)
fails(t.read)
fails(t.write, "a")
fails(StringIO, 5)
fails(StringIO().write, 5)
fails(StringIO().seek, -1)
fails(next, StringIO(""))
u = StringIO("h\u00e9\U0001f600llo\nx")
print(ascii(u.read(3)), u.tell(), ascii(u.readline()), ascii(u.read()))
print(s.readable(), s.writable(), s.seekable(), s.isatty(), repr(StringIO(None).getvalue()), StringIO(initial_value="k").read())
b = BytesIO(b"abc\ndef")
print(b.read(2), b.readline(), b.read(), b.getvalue(), b.tell())
b.seek(1)
b.write(b"ZZZZZZZZZZ")
print(b.getvalue(), len(b.getvalue()))
b.seek(0)
print(b.readlines(), list(BytesIO(b"x\ny\n")))
fails(b.write, "a")


class Tee(StringIO):
    def __init__(self):
        super().__init__()
        self.count = 0

    def write(self, text):
        self.count += 1
        return super().write(text.upper())


tee = Tee()
print("abc", file=tee)
print(tee.getvalue(), tee.count)
old = sys.stdout
sys.stdout = buffer = StringIO()
print("hidden")
sys.stdout = old
print("shown", repr(buffer.getvalue()))
big = StringIO()
for i in range(1000):
    big.write(str(i))
print(len(big.getvalue()))
