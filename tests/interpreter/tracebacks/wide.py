"""Marks count characters, not bytes; tabs and long indents are cut."""

prices = {'café': 1, '日本': None}


def cost(name):
	if name:
		return 'é' + '→' * 3 + str(prices[name] + 1)


cost('café')
cost('日本')
