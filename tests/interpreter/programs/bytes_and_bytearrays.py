"""bytes, and bytearray: the bytes that can change."""


def attempt(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


data = b"the quick\x00brown \xff fox"
print(data.find(b"quick"), data.find(b"slow"), data.rfind(b"o"), data.index(32), data.count(b"o"), data.count(0xFF))
print(data.split(), data.split(b"o"), data.rsplit(b" ", 1), data.partition(b"\x00"), b"a\nb\r\nc".splitlines())
print(data.replace(b"o", b"00"), b"ab".replace(b"", b"-"), b"..x..".strip(b"."), b"  x ".lstrip(), b"\xa0x\xa0".strip())
print(data.upper(), b"\xe9A".lower(), data.title(), b"ab".center(6, b"*"), b"7".zfill(3), b"x".ljust(3), b"x".rjust(3))
print(data.startswith((b"a", b"the")), data.endswith(b"fox"), b"12".isdigit(), b"ab".isalpha(), b"\xe9".isalpha(), b" \t".isspace())
print(data[4:9], data[-3:], data[::-4], data[5], data[3:1], b"abc" * 2, 2 * b"xy", b"a" + b"b", b"\x00" in data, 0xFF in data)
print(b",".join([b"a", bytearray(b"b")]), data.hex(), b"\x01\x02\x03".hex("-"), bytes.fromhex("00 ff 7F"))
print(b"%d items: %s, %5.2f%%" % (3, b"raw", 12.5), b"abc" < b"abd", b"" == bytearray(), sorted([b"b", b"a"]))
print(bytes(3), bytes([1, 2]), bytes("\u20ac", "utf-8"), bytes(range(5)), bytes(b"x"), hash(b"ab") == hash(bytes([97, 98])))
swap = bytes.maketrans(b"abc", b"xyz")
print(b"aabbcc dd".translate(swap), b"a-b-c".translate(None, b"-"), len(swap))
print(int.from_bytes(b"\x01\x00", "big"), int.from_bytes(b"\xfe\xff", "little", signed=True), int(b"ff", 16), float(b" 2.5 "))

buffer = bytearray(b"hello")
alias = buffer
buffer[0] = 72
buffer.append(33)
buffer += b" you"
buffer.extend([46, 46])
buffer.insert(0, 62)
print(buffer, alias is buffer, len(buffer), buffer[1], buffer.pop(), buffer.pop(0), buffer)
buffer[1:4] = b"EL"
buffer[-4:] = b""
print(buffer, bytes(buffer), buffer.find(b"L"), buffer.upper(), buffer[::2], type(buffer[1:3]).__name__)
buffer[::2] = bytes(len(buffer[::2]))
print(buffer, list(buffer), buffer == bytes(buffer), bytearray(b"a") < b"b")
del buffer[0]
del buffer[1::2]
buffer.remove(ord("E"))
buffer.reverse()
print(buffer, buffer.copy() is buffer, bool(bytearray()), sum(bytearray([1, 2, 3])))
buffer.clear()
buffer *= 3
print(buffer, bytearray(2) * 2, bytearray("h\xe9", "latin-1").decode("latin-1"), bytearray(3).hex())

sieve = bytearray([1]) * 60
sieve[0] = sieve[1] = 0
for candidate in range(2, 8):
    if sieve[candidate]:
        sieve[candidate * candidate :: candidate] = bytes(len(range(candidate * candidate, 60, candidate)))
print([number for number, prime in enumerate(sieve) if prime])

growing = bytearray()
for number in range(1000):
    growing.append(number & 255)
for byte in growing:
    if byte == 3:
        break
print(len(growing), growing[999], byte, max(growing))

attempt(lambda: bytearray(b"a").__setitem__(0, 256))
attempt(lambda: bytearray(b"a")[1])
attempt(lambda: b"a"[1])
letter = "x"
attempt(lambda: b"a"[letter])
attempt(lambda: bytes([256]))
attempt(lambda: bytes("a"))
attempt(lambda: bytes(-1))
attempt(lambda: b"a" + "a")
attempt(lambda: b"abc".split("b"))
attempt(lambda: {bytearray(): 1})
attempt(lambda: bytearray().pop())
attempt(lambda: bytearray(b"ab").remove(1))
attempt(lambda: bytearray(4).__setitem__(slice(0, 4, 2), b"abc"))
attempt(lambda: b"".join(["a"]))
attempt(lambda: bytes.fromhex("0g"))
attempt(lambda: int.from_bytes(b"a", "middle"))
