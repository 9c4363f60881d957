"""The mark stands under the operator, through parentheses and over several lines."""


def total(prices, rate):
    subtotal = 0
    for price in prices:
        subtotal += price
    return (subtotal) * (1 + rate) // (rate - rate)


def table(rows):
    return [
        [cell * 2 for cell in row]
        for row in rows
    ]


try:
    total([1, 2], 0.5)
except ZeroDivisionError as error:
    try:
        table([[1], [None]])
    except TypeError:
        x = (1 +
             2) / 0
