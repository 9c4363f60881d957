"""The % operator on strings."""


def show(compute):
    """Prints the value, or the error."""
    try:
        print(repr(compute()))
    except Exception as error:
        print(f'{type(error).__name__}: {error}')


show(lambda: '%5d|%-5d|%05d|%+d|% d|%x|%X|%o|%#x|%#o|%c|%c' % (42,42,42,42,42,255,255,8,255,8,65,'z'))
show(lambda: ('%s %r %a' % ('é', 'é', 'é'), '%.3s|%10.2s|%-10s|' % ('abcdef','abc','ab')))
show(lambda: '%f %.2f %10.3f %-10.1f| %+.1f %e %.3e %g %G %g %g' % (1.5,1.555,3.14159,2.5,1.0,12345.678,12345.678,1e10,1e-10,123456789,0.0001))
show(lambda: ('%(a)s %(b)05d' % {'a':1,'b':2}, '%%' % (), '%d%%' % 5, '%i %u' % (3.7, 5)))
show(lambda: '%*d|%-*d|%.*f' % (5, 42, 5, 42, 2, 3.14159))
show(lambda: ('%d' % 1.9, '%s' % (1,), '%s' % [1,2], '%s' % None, '%d' % True, '%x' % -255))
show(lambda: ('%d' % 10**30, '%x' % 2**70, '%5s' % True))
show(lambda: '%d %d' % (1,))
show(lambda: '%d' % (1,2))
show(lambda: '%q' % 1)
show(lambda: '%' % 1)
show(lambda: '%(a)s' % 1)
show(lambda: '%(b)s' % {'a':1})
show(lambda: '%x' % 1.5)
show(lambda: '%f' % 'a')
show(lambda: '%c' % 'ab')
show(lambda: '%c' % -1)
show(lambda: 'abc' % 1)
show(lambda: 'abc' % {})
show(lambda: 'abc' % [])
show(lambda: '%s' % {})
show(lambda: '%s %s' % 'ab')
show(lambda: ('%5.1f%%' % 45.678, '%08.3f' % -3.14159, '%+05d' % 42, '%-08d|' % 42, '%#X' % 255))
show(lambda: ('% 5d' % 42, '%.0f' % 0.5, '%.0f' % 1.5, '%.0f' % 2.5, '%.10g' % 0.1, '%g' % 100000))
show(lambda: ('%g' % 1000000, '%g' % 1e-5, '%#g' % 1.0, '%.3g' % 1234.5))
show(lambda: ('%f %e %g' % (float('inf'), float('nan'), float('-inf')), '%5.1f' % float('inf')))
show(lambda: '%05f' % float('inf'))
show(lambda: ('%r' % 'it\'s', '%r' % 'a"b', '%s' % b'ab', '%r' % ((1,2),), 1))
