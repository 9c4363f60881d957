"""A thousand small functions, called in a scrambled order.

Written by write-thousand.py.

Stresses: many code objects. Each call enters another one than the call before, as in a large
    program without a hot spot; every fourth function calls its neighbour. Caches and look-ups
    that remember the last object have nothing to remember.
Does not tell: what a program with hot functions feels. Real programs call a few functions most
    of the time; this one calls all equally often.
"""


def f0(n):
    return n + 1


def f1(n):
    return n * 3 - 2


def f2(n):
    if n > 3:
        return n - 4
    return n + 4


def f3(n):
    return f4(n + 5) - 4


def f4(n):
    return n + 5


def f5(n):
    return n * 7 - 6


def f6(n):
    if n > 7:
        return n - 8
    return n + 8


def f7(n):
    return f8(n + 2) - 8


def f8(n):
    return n + 9


def f9(n):
    return n * 4 - 10


def f10(n):
    if n > 11:
        return n - 5
    return n + 5


def f11(n):
    return f12(n + 6) - 12


def f12(n):
    return n + 13


def f13(n):
    return n * 8 - 14


def f14(n):
    if n > 15:
        return n - 2
    return n + 2


def f15(n):
    return f16(n + 3) - 16


def f16(n):
    return n + 17


def f17(n):
    return n * 5 - 18


def f18(n):
    if n > 19:
        return n - 6
    return n + 6


def f19(n):
    return f20(n + 7) - 20


def f20(n):
    return n + 21


def f21(n):
    return n * 2 - 22


def f22(n):
    if n > 23:
        return n - 3
    return n + 3


def f23(n):
    return f24(n + 4) - 24


def f24(n):
    return n + 25


def f25(n):
    return n * 6 - 26


def f26(n):
    if n > 27:
        return n - 7
    return n + 7


def f27(n):
    return f28(n + 8) - 28


def f28(n):
    return n + 29


def f29(n):
    return n * 3 - 30


def f30(n):
    if n > 31:
        return n - 4
    return n + 4


def f31(n):
    return f32(n + 5) - 32


def f32(n):
    return n + 33


def f33(n):
    return n * 7 - 34


def f34(n):
    if n > 35:
        return n - 8
    return n + 8


def f35(n):
    return f36(n + 2) - 36


def f36(n):
    return n + 37


def f37(n):
    return n * 4 - 38


def f38(n):
    if n > 39:
        return n - 5
    return n + 5


def f39(n):
    return f40(n + 6) - 40


def f40(n):
    return n + 41


def f41(n):
    return n * 8 - 42


def f42(n):
    if n > 43:
        return n - 2
    return n + 2


def f43(n):
    return f44(n + 3) - 44


def f44(n):
    return n + 45


def f45(n):
    return n * 5 - 46


def f46(n):
    if n > 47:
        return n - 6
    return n + 6


def f47(n):
    return f48(n + 7) - 48


def f48(n):
    return n + 49


def f49(n):
    return n * 2 - 50


def f50(n):
    if n > 51:
        return n - 3
    return n + 3


def f51(n):
    return f52(n + 4) - 52


def f52(n):
    return n + 53


def f53(n):
    return n * 6 - 54


def f54(n):
    if n > 55:
        return n - 7
    return n + 7


def f55(n):
    return f56(n + 8) - 56


def f56(n):
    return n + 57


def f57(n):
    return n * 3 - 58


def f58(n):
    if n > 59:
        return n - 4
    return n + 4


def f59(n):
    return f60(n + 5) - 60


def f60(n):
    return n + 61


def f61(n):
    return n * 7 - 62


def f62(n):
    if n > 63:
        return n - 8
    return n + 8


def f63(n):
    return f64(n + 2) - 64


def f64(n):
    return n + 65


def f65(n):
    return n * 4 - 66


def f66(n):
    if n > 67:
        return n - 5
    return n + 5


def f67(n):
    return f68(n + 6) - 68


def f68(n):
    return n + 69


def f69(n):
    return n * 8 - 70


def f70(n):
    if n > 71:
        return n - 2
    return n + 2


def f71(n):
    return f72(n + 3) - 72


def f72(n):
    return n + 73


def f73(n):
    return n * 5 - 74


def f74(n):
    if n > 75:
        return n - 6
    return n + 6


def f75(n):
    return f76(n + 7) - 76


def f76(n):
    return n + 77


def f77(n):
    return n * 2 - 78


def f78(n):
    if n > 79:
        return n - 3
    return n + 3


def f79(n):
    return f80(n + 4) - 80


def f80(n):
    return n + 81


def f81(n):
    return n * 6 - 82


def f82(n):
    if n > 83:
        return n - 7
    return n + 7


def f83(n):
    return f84(n + 8) - 84


def f84(n):
    return n + 85


def f85(n):
    return n * 3 - 86


def f86(n):
    if n > 87:
        return n - 4
    return n + 4


def f87(n):
    return f88(n + 5) - 88


def f88(n):
    return n + 89


def f89(n):
    return n * 7 - 90


def f90(n):
    if n > 91:
        return n - 8
    return n + 8


def f91(n):
    return f92(n + 2) - 92


def f92(n):
    return n + 93


def f93(n):
    return n * 4 - 94


def f94(n):
    if n > 95:
        return n - 5
    return n + 5


def f95(n):
    return f96(n + 6) - 96


def f96(n):
    return n + 97


def f97(n):
    return n * 8 - 1


def f98(n):
    if n > 2:
        return n - 2
    return n + 2


def f99(n):
    return f100(n + 3) - 3


def f100(n):
    return n + 4


def f101(n):
    return n * 5 - 5


def f102(n):
    if n > 6:
        return n - 6
    return n + 6


def f103(n):
    return f104(n + 7) - 7


def f104(n):
    return n + 8


def f105(n):
    return n * 2 - 9


def f106(n):
    if n > 10:
        return n - 3
    return n + 3


def f107(n):
    return f108(n + 4) - 11


def f108(n):
    return n + 12


def f109(n):
    return n * 6 - 13


def f110(n):
    if n > 14:
        return n - 7
    return n + 7


def f111(n):
    return f112(n + 8) - 15


def f112(n):
    return n + 16


def f113(n):
    return n * 3 - 17


def f114(n):
    if n > 18:
        return n - 4
    return n + 4


def f115(n):
    return f116(n + 5) - 19


def f116(n):
    return n + 20


def f117(n):
    return n * 7 - 21


def f118(n):
    if n > 22:
        return n - 8
    return n + 8


def f119(n):
    return f120(n + 2) - 23


def f120(n):
    return n + 24


def f121(n):
    return n * 4 - 25


def f122(n):
    if n > 26:
        return n - 5
    return n + 5


def f123(n):
    return f124(n + 6) - 27


def f124(n):
    return n + 28


def f125(n):
    return n * 8 - 29


def f126(n):
    if n > 30:
        return n - 2
    return n + 2


def f127(n):
    return f128(n + 3) - 31


def f128(n):
    return n + 32


def f129(n):
    return n * 5 - 33


def f130(n):
    if n > 34:
        return n - 6
    return n + 6


def f131(n):
    return f132(n + 7) - 35


def f132(n):
    return n + 36


def f133(n):
    return n * 2 - 37


def f134(n):
    if n > 38:
        return n - 3
    return n + 3


def f135(n):
    return f136(n + 4) - 39


def f136(n):
    return n + 40


def f137(n):
    return n * 6 - 41


def f138(n):
    if n > 42:
        return n - 7
    return n + 7


def f139(n):
    return f140(n + 8) - 43


def f140(n):
    return n + 44


def f141(n):
    return n * 3 - 45


def f142(n):
    if n > 46:
        return n - 4
    return n + 4


def f143(n):
    return f144(n + 5) - 47


def f144(n):
    return n + 48


def f145(n):
    return n * 7 - 49


def f146(n):
    if n > 50:
        return n - 8
    return n + 8


def f147(n):
    return f148(n + 2) - 51


def f148(n):
    return n + 52


def f149(n):
    return n * 4 - 53


def f150(n):
    if n > 54:
        return n - 5
    return n + 5


def f151(n):
    return f152(n + 6) - 55


def f152(n):
    return n + 56


def f153(n):
    return n * 8 - 57


def f154(n):
    if n > 58:
        return n - 2
    return n + 2


def f155(n):
    return f156(n + 3) - 59


def f156(n):
    return n + 60


def f157(n):
    return n * 5 - 61


def f158(n):
    if n > 62:
        return n - 6
    return n + 6


def f159(n):
    return f160(n + 7) - 63


def f160(n):
    return n + 64


def f161(n):
    return n * 2 - 65


def f162(n):
    if n > 66:
        return n - 3
    return n + 3


def f163(n):
    return f164(n + 4) - 67


def f164(n):
    return n + 68


def f165(n):
    return n * 6 - 69


def f166(n):
    if n > 70:
        return n - 7
    return n + 7


def f167(n):
    return f168(n + 8) - 71


def f168(n):
    return n + 72


def f169(n):
    return n * 3 - 73


def f170(n):
    if n > 74:
        return n - 4
    return n + 4


def f171(n):
    return f172(n + 5) - 75


def f172(n):
    return n + 76


def f173(n):
    return n * 7 - 77


def f174(n):
    if n > 78:
        return n - 8
    return n + 8


def f175(n):
    return f176(n + 2) - 79


def f176(n):
    return n + 80


def f177(n):
    return n * 4 - 81


def f178(n):
    if n > 82:
        return n - 5
    return n + 5


def f179(n):
    return f180(n + 6) - 83


def f180(n):
    return n + 84


def f181(n):
    return n * 8 - 85


def f182(n):
    if n > 86:
        return n - 2
    return n + 2


def f183(n):
    return f184(n + 3) - 87


def f184(n):
    return n + 88


def f185(n):
    return n * 5 - 89


def f186(n):
    if n > 90:
        return n - 6
    return n + 6


def f187(n):
    return f188(n + 7) - 91


def f188(n):
    return n + 92


def f189(n):
    return n * 2 - 93


def f190(n):
    if n > 94:
        return n - 3
    return n + 3


def f191(n):
    return f192(n + 4) - 95


def f192(n):
    return n + 96


def f193(n):
    return n * 6 - 97


def f194(n):
    if n > 1:
        return n - 7
    return n + 7


def f195(n):
    return f196(n + 8) - 2


def f196(n):
    return n + 3


def f197(n):
    return n * 3 - 4


def f198(n):
    if n > 5:
        return n - 4
    return n + 4


def f199(n):
    return f200(n + 5) - 6


def f200(n):
    return n + 7


def f201(n):
    return n * 7 - 8


def f202(n):
    if n > 9:
        return n - 8
    return n + 8


def f203(n):
    return f204(n + 2) - 10


def f204(n):
    return n + 11


def f205(n):
    return n * 4 - 12


def f206(n):
    if n > 13:
        return n - 5
    return n + 5


def f207(n):
    return f208(n + 6) - 14


def f208(n):
    return n + 15


def f209(n):
    return n * 8 - 16


def f210(n):
    if n > 17:
        return n - 2
    return n + 2


def f211(n):
    return f212(n + 3) - 18


def f212(n):
    return n + 19


def f213(n):
    return n * 5 - 20


def f214(n):
    if n > 21:
        return n - 6
    return n + 6


def f215(n):
    return f216(n + 7) - 22


def f216(n):
    return n + 23


def f217(n):
    return n * 2 - 24


def f218(n):
    if n > 25:
        return n - 3
    return n + 3


def f219(n):
    return f220(n + 4) - 26


def f220(n):
    return n + 27


def f221(n):
    return n * 6 - 28


def f222(n):
    if n > 29:
        return n - 7
    return n + 7


def f223(n):
    return f224(n + 8) - 30


def f224(n):
    return n + 31


def f225(n):
    return n * 3 - 32


def f226(n):
    if n > 33:
        return n - 4
    return n + 4


def f227(n):
    return f228(n + 5) - 34


def f228(n):
    return n + 35


def f229(n):
    return n * 7 - 36


def f230(n):
    if n > 37:
        return n - 8
    return n + 8


def f231(n):
    return f232(n + 2) - 38


def f232(n):
    return n + 39


def f233(n):
    return n * 4 - 40


def f234(n):
    if n > 41:
        return n - 5
    return n + 5


def f235(n):
    return f236(n + 6) - 42


def f236(n):
    return n + 43


def f237(n):
    return n * 8 - 44


def f238(n):
    if n > 45:
        return n - 2
    return n + 2


def f239(n):
    return f240(n + 3) - 46


def f240(n):
    return n + 47


def f241(n):
    return n * 5 - 48


def f242(n):
    if n > 49:
        return n - 6
    return n + 6


def f243(n):
    return f244(n + 7) - 50


def f244(n):
    return n + 51


def f245(n):
    return n * 2 - 52


def f246(n):
    if n > 53:
        return n - 3
    return n + 3


def f247(n):
    return f248(n + 4) - 54


def f248(n):
    return n + 55


def f249(n):
    return n * 6 - 56


def f250(n):
    if n > 57:
        return n - 7
    return n + 7


def f251(n):
    return f252(n + 8) - 58


def f252(n):
    return n + 59


def f253(n):
    return n * 3 - 60


def f254(n):
    if n > 61:
        return n - 4
    return n + 4


def f255(n):
    return f256(n + 5) - 62


def f256(n):
    return n + 63


def f257(n):
    return n * 7 - 64


def f258(n):
    if n > 65:
        return n - 8
    return n + 8


def f259(n):
    return f260(n + 2) - 66


def f260(n):
    return n + 67


def f261(n):
    return n * 4 - 68


def f262(n):
    if n > 69:
        return n - 5
    return n + 5


def f263(n):
    return f264(n + 6) - 70


def f264(n):
    return n + 71


def f265(n):
    return n * 8 - 72


def f266(n):
    if n > 73:
        return n - 2
    return n + 2


def f267(n):
    return f268(n + 3) - 74


def f268(n):
    return n + 75


def f269(n):
    return n * 5 - 76


def f270(n):
    if n > 77:
        return n - 6
    return n + 6


def f271(n):
    return f272(n + 7) - 78


def f272(n):
    return n + 79


def f273(n):
    return n * 2 - 80


def f274(n):
    if n > 81:
        return n - 3
    return n + 3


def f275(n):
    return f276(n + 4) - 82


def f276(n):
    return n + 83


def f277(n):
    return n * 6 - 84


def f278(n):
    if n > 85:
        return n - 7
    return n + 7


def f279(n):
    return f280(n + 8) - 86


def f280(n):
    return n + 87


def f281(n):
    return n * 3 - 88


def f282(n):
    if n > 89:
        return n - 4
    return n + 4


def f283(n):
    return f284(n + 5) - 90


def f284(n):
    return n + 91


def f285(n):
    return n * 7 - 92


def f286(n):
    if n > 93:
        return n - 8
    return n + 8


def f287(n):
    return f288(n + 2) - 94


def f288(n):
    return n + 95


def f289(n):
    return n * 4 - 96


def f290(n):
    if n > 97:
        return n - 5
    return n + 5


def f291(n):
    return f292(n + 6) - 1


def f292(n):
    return n + 2


def f293(n):
    return n * 8 - 3


def f294(n):
    if n > 4:
        return n - 2
    return n + 2


def f295(n):
    return f296(n + 3) - 5


def f296(n):
    return n + 6


def f297(n):
    return n * 5 - 7


def f298(n):
    if n > 8:
        return n - 6
    return n + 6


def f299(n):
    return f300(n + 7) - 9


def f300(n):
    return n + 10


def f301(n):
    return n * 2 - 11


def f302(n):
    if n > 12:
        return n - 3
    return n + 3


def f303(n):
    return f304(n + 4) - 13


def f304(n):
    return n + 14


def f305(n):
    return n * 6 - 15


def f306(n):
    if n > 16:
        return n - 7
    return n + 7


def f307(n):
    return f308(n + 8) - 17


def f308(n):
    return n + 18


def f309(n):
    return n * 3 - 19


def f310(n):
    if n > 20:
        return n - 4
    return n + 4


def f311(n):
    return f312(n + 5) - 21


def f312(n):
    return n + 22


def f313(n):
    return n * 7 - 23


def f314(n):
    if n > 24:
        return n - 8
    return n + 8


def f315(n):
    return f316(n + 2) - 25


def f316(n):
    return n + 26


def f317(n):
    return n * 4 - 27


def f318(n):
    if n > 28:
        return n - 5
    return n + 5


def f319(n):
    return f320(n + 6) - 29


def f320(n):
    return n + 30


def f321(n):
    return n * 8 - 31


def f322(n):
    if n > 32:
        return n - 2
    return n + 2


def f323(n):
    return f324(n + 3) - 33


def f324(n):
    return n + 34


def f325(n):
    return n * 5 - 35


def f326(n):
    if n > 36:
        return n - 6
    return n + 6


def f327(n):
    return f328(n + 7) - 37


def f328(n):
    return n + 38


def f329(n):
    return n * 2 - 39


def f330(n):
    if n > 40:
        return n - 3
    return n + 3


def f331(n):
    return f332(n + 4) - 41


def f332(n):
    return n + 42


def f333(n):
    return n * 6 - 43


def f334(n):
    if n > 44:
        return n - 7
    return n + 7


def f335(n):
    return f336(n + 8) - 45


def f336(n):
    return n + 46


def f337(n):
    return n * 3 - 47


def f338(n):
    if n > 48:
        return n - 4
    return n + 4


def f339(n):
    return f340(n + 5) - 49


def f340(n):
    return n + 50


def f341(n):
    return n * 7 - 51


def f342(n):
    if n > 52:
        return n - 8
    return n + 8


def f343(n):
    return f344(n + 2) - 53


def f344(n):
    return n + 54


def f345(n):
    return n * 4 - 55


def f346(n):
    if n > 56:
        return n - 5
    return n + 5


def f347(n):
    return f348(n + 6) - 57


def f348(n):
    return n + 58


def f349(n):
    return n * 8 - 59


def f350(n):
    if n > 60:
        return n - 2
    return n + 2


def f351(n):
    return f352(n + 3) - 61


def f352(n):
    return n + 62


def f353(n):
    return n * 5 - 63


def f354(n):
    if n > 64:
        return n - 6
    return n + 6


def f355(n):
    return f356(n + 7) - 65


def f356(n):
    return n + 66


def f357(n):
    return n * 2 - 67


def f358(n):
    if n > 68:
        return n - 3
    return n + 3


def f359(n):
    return f360(n + 4) - 69


def f360(n):
    return n + 70


def f361(n):
    return n * 6 - 71


def f362(n):
    if n > 72:
        return n - 7
    return n + 7


def f363(n):
    return f364(n + 8) - 73


def f364(n):
    return n + 74


def f365(n):
    return n * 3 - 75


def f366(n):
    if n > 76:
        return n - 4
    return n + 4


def f367(n):
    return f368(n + 5) - 77


def f368(n):
    return n + 78


def f369(n):
    return n * 7 - 79


def f370(n):
    if n > 80:
        return n - 8
    return n + 8


def f371(n):
    return f372(n + 2) - 81


def f372(n):
    return n + 82


def f373(n):
    return n * 4 - 83


def f374(n):
    if n > 84:
        return n - 5
    return n + 5


def f375(n):
    return f376(n + 6) - 85


def f376(n):
    return n + 86


def f377(n):
    return n * 8 - 87


def f378(n):
    if n > 88:
        return n - 2
    return n + 2


def f379(n):
    return f380(n + 3) - 89


def f380(n):
    return n + 90


def f381(n):
    return n * 5 - 91


def f382(n):
    if n > 92:
        return n - 6
    return n + 6


def f383(n):
    return f384(n + 7) - 93


def f384(n):
    return n + 94


def f385(n):
    return n * 2 - 95


def f386(n):
    if n > 96:
        return n - 3
    return n + 3


def f387(n):
    return f388(n + 4) - 97


def f388(n):
    return n + 1


def f389(n):
    return n * 6 - 2


def f390(n):
    if n > 3:
        return n - 7
    return n + 7


def f391(n):
    return f392(n + 8) - 4


def f392(n):
    return n + 5


def f393(n):
    return n * 3 - 6


def f394(n):
    if n > 7:
        return n - 4
    return n + 4


def f395(n):
    return f396(n + 5) - 8


def f396(n):
    return n + 9


def f397(n):
    return n * 7 - 10


def f398(n):
    if n > 11:
        return n - 8
    return n + 8


def f399(n):
    return f400(n + 2) - 12


def f400(n):
    return n + 13


def f401(n):
    return n * 4 - 14


def f402(n):
    if n > 15:
        return n - 5
    return n + 5


def f403(n):
    return f404(n + 6) - 16


def f404(n):
    return n + 17


def f405(n):
    return n * 8 - 18


def f406(n):
    if n > 19:
        return n - 2
    return n + 2


def f407(n):
    return f408(n + 3) - 20


def f408(n):
    return n + 21


def f409(n):
    return n * 5 - 22


def f410(n):
    if n > 23:
        return n - 6
    return n + 6


def f411(n):
    return f412(n + 7) - 24


def f412(n):
    return n + 25


def f413(n):
    return n * 2 - 26


def f414(n):
    if n > 27:
        return n - 3
    return n + 3


def f415(n):
    return f416(n + 4) - 28


def f416(n):
    return n + 29


def f417(n):
    return n * 6 - 30


def f418(n):
    if n > 31:
        return n - 7
    return n + 7


def f419(n):
    return f420(n + 8) - 32


def f420(n):
    return n + 33


def f421(n):
    return n * 3 - 34


def f422(n):
    if n > 35:
        return n - 4
    return n + 4


def f423(n):
    return f424(n + 5) - 36


def f424(n):
    return n + 37


def f425(n):
    return n * 7 - 38


def f426(n):
    if n > 39:
        return n - 8
    return n + 8


def f427(n):
    return f428(n + 2) - 40


def f428(n):
    return n + 41


def f429(n):
    return n * 4 - 42


def f430(n):
    if n > 43:
        return n - 5
    return n + 5


def f431(n):
    return f432(n + 6) - 44


def f432(n):
    return n + 45


def f433(n):
    return n * 8 - 46


def f434(n):
    if n > 47:
        return n - 2
    return n + 2


def f435(n):
    return f436(n + 3) - 48


def f436(n):
    return n + 49


def f437(n):
    return n * 5 - 50


def f438(n):
    if n > 51:
        return n - 6
    return n + 6


def f439(n):
    return f440(n + 7) - 52


def f440(n):
    return n + 53


def f441(n):
    return n * 2 - 54


def f442(n):
    if n > 55:
        return n - 3
    return n + 3


def f443(n):
    return f444(n + 4) - 56


def f444(n):
    return n + 57


def f445(n):
    return n * 6 - 58


def f446(n):
    if n > 59:
        return n - 7
    return n + 7


def f447(n):
    return f448(n + 8) - 60


def f448(n):
    return n + 61


def f449(n):
    return n * 3 - 62


def f450(n):
    if n > 63:
        return n - 4
    return n + 4


def f451(n):
    return f452(n + 5) - 64


def f452(n):
    return n + 65


def f453(n):
    return n * 7 - 66


def f454(n):
    if n > 67:
        return n - 8
    return n + 8


def f455(n):
    return f456(n + 2) - 68


def f456(n):
    return n + 69


def f457(n):
    return n * 4 - 70


def f458(n):
    if n > 71:
        return n - 5
    return n + 5


def f459(n):
    return f460(n + 6) - 72


def f460(n):
    return n + 73


def f461(n):
    return n * 8 - 74


def f462(n):
    if n > 75:
        return n - 2
    return n + 2


def f463(n):
    return f464(n + 3) - 76


def f464(n):
    return n + 77


def f465(n):
    return n * 5 - 78


def f466(n):
    if n > 79:
        return n - 6
    return n + 6


def f467(n):
    return f468(n + 7) - 80


def f468(n):
    return n + 81


def f469(n):
    return n * 2 - 82


def f470(n):
    if n > 83:
        return n - 3
    return n + 3


def f471(n):
    return f472(n + 4) - 84


def f472(n):
    return n + 85


def f473(n):
    return n * 6 - 86


def f474(n):
    if n > 87:
        return n - 7
    return n + 7


def f475(n):
    return f476(n + 8) - 88


def f476(n):
    return n + 89


def f477(n):
    return n * 3 - 90


def f478(n):
    if n > 91:
        return n - 4
    return n + 4


def f479(n):
    return f480(n + 5) - 92


def f480(n):
    return n + 93


def f481(n):
    return n * 7 - 94


def f482(n):
    if n > 95:
        return n - 8
    return n + 8


def f483(n):
    return f484(n + 2) - 96


def f484(n):
    return n + 97


def f485(n):
    return n * 4 - 1


def f486(n):
    if n > 2:
        return n - 5
    return n + 5


def f487(n):
    return f488(n + 6) - 3


def f488(n):
    return n + 4


def f489(n):
    return n * 8 - 5


def f490(n):
    if n > 6:
        return n - 2
    return n + 2


def f491(n):
    return f492(n + 3) - 7


def f492(n):
    return n + 8


def f493(n):
    return n * 5 - 9


def f494(n):
    if n > 10:
        return n - 6
    return n + 6


def f495(n):
    return f496(n + 7) - 11


def f496(n):
    return n + 12


def f497(n):
    return n * 2 - 13


def f498(n):
    if n > 14:
        return n - 3
    return n + 3


def f499(n):
    return f500(n + 4) - 15


def f500(n):
    return n + 16


def f501(n):
    return n * 6 - 17


def f502(n):
    if n > 18:
        return n - 7
    return n + 7


def f503(n):
    return f504(n + 8) - 19


def f504(n):
    return n + 20


def f505(n):
    return n * 3 - 21


def f506(n):
    if n > 22:
        return n - 4
    return n + 4


def f507(n):
    return f508(n + 5) - 23


def f508(n):
    return n + 24


def f509(n):
    return n * 7 - 25


def f510(n):
    if n > 26:
        return n - 8
    return n + 8


def f511(n):
    return f512(n + 2) - 27


def f512(n):
    return n + 28


def f513(n):
    return n * 4 - 29


def f514(n):
    if n > 30:
        return n - 5
    return n + 5


def f515(n):
    return f516(n + 6) - 31


def f516(n):
    return n + 32


def f517(n):
    return n * 8 - 33


def f518(n):
    if n > 34:
        return n - 2
    return n + 2


def f519(n):
    return f520(n + 3) - 35


def f520(n):
    return n + 36


def f521(n):
    return n * 5 - 37


def f522(n):
    if n > 38:
        return n - 6
    return n + 6


def f523(n):
    return f524(n + 7) - 39


def f524(n):
    return n + 40


def f525(n):
    return n * 2 - 41


def f526(n):
    if n > 42:
        return n - 3
    return n + 3


def f527(n):
    return f528(n + 4) - 43


def f528(n):
    return n + 44


def f529(n):
    return n * 6 - 45


def f530(n):
    if n > 46:
        return n - 7
    return n + 7


def f531(n):
    return f532(n + 8) - 47


def f532(n):
    return n + 48


def f533(n):
    return n * 3 - 49


def f534(n):
    if n > 50:
        return n - 4
    return n + 4


def f535(n):
    return f536(n + 5) - 51


def f536(n):
    return n + 52


def f537(n):
    return n * 7 - 53


def f538(n):
    if n > 54:
        return n - 8
    return n + 8


def f539(n):
    return f540(n + 2) - 55


def f540(n):
    return n + 56


def f541(n):
    return n * 4 - 57


def f542(n):
    if n > 58:
        return n - 5
    return n + 5


def f543(n):
    return f544(n + 6) - 59


def f544(n):
    return n + 60


def f545(n):
    return n * 8 - 61


def f546(n):
    if n > 62:
        return n - 2
    return n + 2


def f547(n):
    return f548(n + 3) - 63


def f548(n):
    return n + 64


def f549(n):
    return n * 5 - 65


def f550(n):
    if n > 66:
        return n - 6
    return n + 6


def f551(n):
    return f552(n + 7) - 67


def f552(n):
    return n + 68


def f553(n):
    return n * 2 - 69


def f554(n):
    if n > 70:
        return n - 3
    return n + 3


def f555(n):
    return f556(n + 4) - 71


def f556(n):
    return n + 72


def f557(n):
    return n * 6 - 73


def f558(n):
    if n > 74:
        return n - 7
    return n + 7


def f559(n):
    return f560(n + 8) - 75


def f560(n):
    return n + 76


def f561(n):
    return n * 3 - 77


def f562(n):
    if n > 78:
        return n - 4
    return n + 4


def f563(n):
    return f564(n + 5) - 79


def f564(n):
    return n + 80


def f565(n):
    return n * 7 - 81


def f566(n):
    if n > 82:
        return n - 8
    return n + 8


def f567(n):
    return f568(n + 2) - 83


def f568(n):
    return n + 84


def f569(n):
    return n * 4 - 85


def f570(n):
    if n > 86:
        return n - 5
    return n + 5


def f571(n):
    return f572(n + 6) - 87


def f572(n):
    return n + 88


def f573(n):
    return n * 8 - 89


def f574(n):
    if n > 90:
        return n - 2
    return n + 2


def f575(n):
    return f576(n + 3) - 91


def f576(n):
    return n + 92


def f577(n):
    return n * 5 - 93


def f578(n):
    if n > 94:
        return n - 6
    return n + 6


def f579(n):
    return f580(n + 7) - 95


def f580(n):
    return n + 96


def f581(n):
    return n * 2 - 97


def f582(n):
    if n > 1:
        return n - 3
    return n + 3


def f583(n):
    return f584(n + 4) - 2


def f584(n):
    return n + 3


def f585(n):
    return n * 6 - 4


def f586(n):
    if n > 5:
        return n - 7
    return n + 7


def f587(n):
    return f588(n + 8) - 6


def f588(n):
    return n + 7


def f589(n):
    return n * 3 - 8


def f590(n):
    if n > 9:
        return n - 4
    return n + 4


def f591(n):
    return f592(n + 5) - 10


def f592(n):
    return n + 11


def f593(n):
    return n * 7 - 12


def f594(n):
    if n > 13:
        return n - 8
    return n + 8


def f595(n):
    return f596(n + 2) - 14


def f596(n):
    return n + 15


def f597(n):
    return n * 4 - 16


def f598(n):
    if n > 17:
        return n - 5
    return n + 5


def f599(n):
    return f600(n + 6) - 18


def f600(n):
    return n + 19


def f601(n):
    return n * 8 - 20


def f602(n):
    if n > 21:
        return n - 2
    return n + 2


def f603(n):
    return f604(n + 3) - 22


def f604(n):
    return n + 23


def f605(n):
    return n * 5 - 24


def f606(n):
    if n > 25:
        return n - 6
    return n + 6


def f607(n):
    return f608(n + 7) - 26


def f608(n):
    return n + 27


def f609(n):
    return n * 2 - 28


def f610(n):
    if n > 29:
        return n - 3
    return n + 3


def f611(n):
    return f612(n + 4) - 30


def f612(n):
    return n + 31


def f613(n):
    return n * 6 - 32


def f614(n):
    if n > 33:
        return n - 7
    return n + 7


def f615(n):
    return f616(n + 8) - 34


def f616(n):
    return n + 35


def f617(n):
    return n * 3 - 36


def f618(n):
    if n > 37:
        return n - 4
    return n + 4


def f619(n):
    return f620(n + 5) - 38


def f620(n):
    return n + 39


def f621(n):
    return n * 7 - 40


def f622(n):
    if n > 41:
        return n - 8
    return n + 8


def f623(n):
    return f624(n + 2) - 42


def f624(n):
    return n + 43


def f625(n):
    return n * 4 - 44


def f626(n):
    if n > 45:
        return n - 5
    return n + 5


def f627(n):
    return f628(n + 6) - 46


def f628(n):
    return n + 47


def f629(n):
    return n * 8 - 48


def f630(n):
    if n > 49:
        return n - 2
    return n + 2


def f631(n):
    return f632(n + 3) - 50


def f632(n):
    return n + 51


def f633(n):
    return n * 5 - 52


def f634(n):
    if n > 53:
        return n - 6
    return n + 6


def f635(n):
    return f636(n + 7) - 54


def f636(n):
    return n + 55


def f637(n):
    return n * 2 - 56


def f638(n):
    if n > 57:
        return n - 3
    return n + 3


def f639(n):
    return f640(n + 4) - 58


def f640(n):
    return n + 59


def f641(n):
    return n * 6 - 60


def f642(n):
    if n > 61:
        return n - 7
    return n + 7


def f643(n):
    return f644(n + 8) - 62


def f644(n):
    return n + 63


def f645(n):
    return n * 3 - 64


def f646(n):
    if n > 65:
        return n - 4
    return n + 4


def f647(n):
    return f648(n + 5) - 66


def f648(n):
    return n + 67


def f649(n):
    return n * 7 - 68


def f650(n):
    if n > 69:
        return n - 8
    return n + 8


def f651(n):
    return f652(n + 2) - 70


def f652(n):
    return n + 71


def f653(n):
    return n * 4 - 72


def f654(n):
    if n > 73:
        return n - 5
    return n + 5


def f655(n):
    return f656(n + 6) - 74


def f656(n):
    return n + 75


def f657(n):
    return n * 8 - 76


def f658(n):
    if n > 77:
        return n - 2
    return n + 2


def f659(n):
    return f660(n + 3) - 78


def f660(n):
    return n + 79


def f661(n):
    return n * 5 - 80


def f662(n):
    if n > 81:
        return n - 6
    return n + 6


def f663(n):
    return f664(n + 7) - 82


def f664(n):
    return n + 83


def f665(n):
    return n * 2 - 84


def f666(n):
    if n > 85:
        return n - 3
    return n + 3


def f667(n):
    return f668(n + 4) - 86


def f668(n):
    return n + 87


def f669(n):
    return n * 6 - 88


def f670(n):
    if n > 89:
        return n - 7
    return n + 7


def f671(n):
    return f672(n + 8) - 90


def f672(n):
    return n + 91


def f673(n):
    return n * 3 - 92


def f674(n):
    if n > 93:
        return n - 4
    return n + 4


def f675(n):
    return f676(n + 5) - 94


def f676(n):
    return n + 95


def f677(n):
    return n * 7 - 96


def f678(n):
    if n > 97:
        return n - 8
    return n + 8


def f679(n):
    return f680(n + 2) - 1


def f680(n):
    return n + 2


def f681(n):
    return n * 4 - 3


def f682(n):
    if n > 4:
        return n - 5
    return n + 5


def f683(n):
    return f684(n + 6) - 5


def f684(n):
    return n + 6


def f685(n):
    return n * 8 - 7


def f686(n):
    if n > 8:
        return n - 2
    return n + 2


def f687(n):
    return f688(n + 3) - 9


def f688(n):
    return n + 10


def f689(n):
    return n * 5 - 11


def f690(n):
    if n > 12:
        return n - 6
    return n + 6


def f691(n):
    return f692(n + 7) - 13


def f692(n):
    return n + 14


def f693(n):
    return n * 2 - 15


def f694(n):
    if n > 16:
        return n - 3
    return n + 3


def f695(n):
    return f696(n + 4) - 17


def f696(n):
    return n + 18


def f697(n):
    return n * 6 - 19


def f698(n):
    if n > 20:
        return n - 7
    return n + 7


def f699(n):
    return f700(n + 8) - 21


def f700(n):
    return n + 22


def f701(n):
    return n * 3 - 23


def f702(n):
    if n > 24:
        return n - 4
    return n + 4


def f703(n):
    return f704(n + 5) - 25


def f704(n):
    return n + 26


def f705(n):
    return n * 7 - 27


def f706(n):
    if n > 28:
        return n - 8
    return n + 8


def f707(n):
    return f708(n + 2) - 29


def f708(n):
    return n + 30


def f709(n):
    return n * 4 - 31


def f710(n):
    if n > 32:
        return n - 5
    return n + 5


def f711(n):
    return f712(n + 6) - 33


def f712(n):
    return n + 34


def f713(n):
    return n * 8 - 35


def f714(n):
    if n > 36:
        return n - 2
    return n + 2


def f715(n):
    return f716(n + 3) - 37


def f716(n):
    return n + 38


def f717(n):
    return n * 5 - 39


def f718(n):
    if n > 40:
        return n - 6
    return n + 6


def f719(n):
    return f720(n + 7) - 41


def f720(n):
    return n + 42


def f721(n):
    return n * 2 - 43


def f722(n):
    if n > 44:
        return n - 3
    return n + 3


def f723(n):
    return f724(n + 4) - 45


def f724(n):
    return n + 46


def f725(n):
    return n * 6 - 47


def f726(n):
    if n > 48:
        return n - 7
    return n + 7


def f727(n):
    return f728(n + 8) - 49


def f728(n):
    return n + 50


def f729(n):
    return n * 3 - 51


def f730(n):
    if n > 52:
        return n - 4
    return n + 4


def f731(n):
    return f732(n + 5) - 53


def f732(n):
    return n + 54


def f733(n):
    return n * 7 - 55


def f734(n):
    if n > 56:
        return n - 8
    return n + 8


def f735(n):
    return f736(n + 2) - 57


def f736(n):
    return n + 58


def f737(n):
    return n * 4 - 59


def f738(n):
    if n > 60:
        return n - 5
    return n + 5


def f739(n):
    return f740(n + 6) - 61


def f740(n):
    return n + 62


def f741(n):
    return n * 8 - 63


def f742(n):
    if n > 64:
        return n - 2
    return n + 2


def f743(n):
    return f744(n + 3) - 65


def f744(n):
    return n + 66


def f745(n):
    return n * 5 - 67


def f746(n):
    if n > 68:
        return n - 6
    return n + 6


def f747(n):
    return f748(n + 7) - 69


def f748(n):
    return n + 70


def f749(n):
    return n * 2 - 71


def f750(n):
    if n > 72:
        return n - 3
    return n + 3


def f751(n):
    return f752(n + 4) - 73


def f752(n):
    return n + 74


def f753(n):
    return n * 6 - 75


def f754(n):
    if n > 76:
        return n - 7
    return n + 7


def f755(n):
    return f756(n + 8) - 77


def f756(n):
    return n + 78


def f757(n):
    return n * 3 - 79


def f758(n):
    if n > 80:
        return n - 4
    return n + 4


def f759(n):
    return f760(n + 5) - 81


def f760(n):
    return n + 82


def f761(n):
    return n * 7 - 83


def f762(n):
    if n > 84:
        return n - 8
    return n + 8


def f763(n):
    return f764(n + 2) - 85


def f764(n):
    return n + 86


def f765(n):
    return n * 4 - 87


def f766(n):
    if n > 88:
        return n - 5
    return n + 5


def f767(n):
    return f768(n + 6) - 89


def f768(n):
    return n + 90


def f769(n):
    return n * 8 - 91


def f770(n):
    if n > 92:
        return n - 2
    return n + 2


def f771(n):
    return f772(n + 3) - 93


def f772(n):
    return n + 94


def f773(n):
    return n * 5 - 95


def f774(n):
    if n > 96:
        return n - 6
    return n + 6


def f775(n):
    return f776(n + 7) - 97


def f776(n):
    return n + 1


def f777(n):
    return n * 2 - 2


def f778(n):
    if n > 3:
        return n - 3
    return n + 3


def f779(n):
    return f780(n + 4) - 4


def f780(n):
    return n + 5


def f781(n):
    return n * 6 - 6


def f782(n):
    if n > 7:
        return n - 7
    return n + 7


def f783(n):
    return f784(n + 8) - 8


def f784(n):
    return n + 9


def f785(n):
    return n * 3 - 10


def f786(n):
    if n > 11:
        return n - 4
    return n + 4


def f787(n):
    return f788(n + 5) - 12


def f788(n):
    return n + 13


def f789(n):
    return n * 7 - 14


def f790(n):
    if n > 15:
        return n - 8
    return n + 8


def f791(n):
    return f792(n + 2) - 16


def f792(n):
    return n + 17


def f793(n):
    return n * 4 - 18


def f794(n):
    if n > 19:
        return n - 5
    return n + 5


def f795(n):
    return f796(n + 6) - 20


def f796(n):
    return n + 21


def f797(n):
    return n * 8 - 22


def f798(n):
    if n > 23:
        return n - 2
    return n + 2


def f799(n):
    return f800(n + 3) - 24


def f800(n):
    return n + 25


def f801(n):
    return n * 5 - 26


def f802(n):
    if n > 27:
        return n - 6
    return n + 6


def f803(n):
    return f804(n + 7) - 28


def f804(n):
    return n + 29


def f805(n):
    return n * 2 - 30


def f806(n):
    if n > 31:
        return n - 3
    return n + 3


def f807(n):
    return f808(n + 4) - 32


def f808(n):
    return n + 33


def f809(n):
    return n * 6 - 34


def f810(n):
    if n > 35:
        return n - 7
    return n + 7


def f811(n):
    return f812(n + 8) - 36


def f812(n):
    return n + 37


def f813(n):
    return n * 3 - 38


def f814(n):
    if n > 39:
        return n - 4
    return n + 4


def f815(n):
    return f816(n + 5) - 40


def f816(n):
    return n + 41


def f817(n):
    return n * 7 - 42


def f818(n):
    if n > 43:
        return n - 8
    return n + 8


def f819(n):
    return f820(n + 2) - 44


def f820(n):
    return n + 45


def f821(n):
    return n * 4 - 46


def f822(n):
    if n > 47:
        return n - 5
    return n + 5


def f823(n):
    return f824(n + 6) - 48


def f824(n):
    return n + 49


def f825(n):
    return n * 8 - 50


def f826(n):
    if n > 51:
        return n - 2
    return n + 2


def f827(n):
    return f828(n + 3) - 52


def f828(n):
    return n + 53


def f829(n):
    return n * 5 - 54


def f830(n):
    if n > 55:
        return n - 6
    return n + 6


def f831(n):
    return f832(n + 7) - 56


def f832(n):
    return n + 57


def f833(n):
    return n * 2 - 58


def f834(n):
    if n > 59:
        return n - 3
    return n + 3


def f835(n):
    return f836(n + 4) - 60


def f836(n):
    return n + 61


def f837(n):
    return n * 6 - 62


def f838(n):
    if n > 63:
        return n - 7
    return n + 7


def f839(n):
    return f840(n + 8) - 64


def f840(n):
    return n + 65


def f841(n):
    return n * 3 - 66


def f842(n):
    if n > 67:
        return n - 4
    return n + 4


def f843(n):
    return f844(n + 5) - 68


def f844(n):
    return n + 69


def f845(n):
    return n * 7 - 70


def f846(n):
    if n > 71:
        return n - 8
    return n + 8


def f847(n):
    return f848(n + 2) - 72


def f848(n):
    return n + 73


def f849(n):
    return n * 4 - 74


def f850(n):
    if n > 75:
        return n - 5
    return n + 5


def f851(n):
    return f852(n + 6) - 76


def f852(n):
    return n + 77


def f853(n):
    return n * 8 - 78


def f854(n):
    if n > 79:
        return n - 2
    return n + 2


def f855(n):
    return f856(n + 3) - 80


def f856(n):
    return n + 81


def f857(n):
    return n * 5 - 82


def f858(n):
    if n > 83:
        return n - 6
    return n + 6


def f859(n):
    return f860(n + 7) - 84


def f860(n):
    return n + 85


def f861(n):
    return n * 2 - 86


def f862(n):
    if n > 87:
        return n - 3
    return n + 3


def f863(n):
    return f864(n + 4) - 88


def f864(n):
    return n + 89


def f865(n):
    return n * 6 - 90


def f866(n):
    if n > 91:
        return n - 7
    return n + 7


def f867(n):
    return f868(n + 8) - 92


def f868(n):
    return n + 93


def f869(n):
    return n * 3 - 94


def f870(n):
    if n > 95:
        return n - 4
    return n + 4


def f871(n):
    return f872(n + 5) - 96


def f872(n):
    return n + 97


def f873(n):
    return n * 7 - 1


def f874(n):
    if n > 2:
        return n - 8
    return n + 8


def f875(n):
    return f876(n + 2) - 3


def f876(n):
    return n + 4


def f877(n):
    return n * 4 - 5


def f878(n):
    if n > 6:
        return n - 5
    return n + 5


def f879(n):
    return f880(n + 6) - 7


def f880(n):
    return n + 8


def f881(n):
    return n * 8 - 9


def f882(n):
    if n > 10:
        return n - 2
    return n + 2


def f883(n):
    return f884(n + 3) - 11


def f884(n):
    return n + 12


def f885(n):
    return n * 5 - 13


def f886(n):
    if n > 14:
        return n - 6
    return n + 6


def f887(n):
    return f888(n + 7) - 15


def f888(n):
    return n + 16


def f889(n):
    return n * 2 - 17


def f890(n):
    if n > 18:
        return n - 3
    return n + 3


def f891(n):
    return f892(n + 4) - 19


def f892(n):
    return n + 20


def f893(n):
    return n * 6 - 21


def f894(n):
    if n > 22:
        return n - 7
    return n + 7


def f895(n):
    return f896(n + 8) - 23


def f896(n):
    return n + 24


def f897(n):
    return n * 3 - 25


def f898(n):
    if n > 26:
        return n - 4
    return n + 4


def f899(n):
    return f900(n + 5) - 27


def f900(n):
    return n + 28


def f901(n):
    return n * 7 - 29


def f902(n):
    if n > 30:
        return n - 8
    return n + 8


def f903(n):
    return f904(n + 2) - 31


def f904(n):
    return n + 32


def f905(n):
    return n * 4 - 33


def f906(n):
    if n > 34:
        return n - 5
    return n + 5


def f907(n):
    return f908(n + 6) - 35


def f908(n):
    return n + 36


def f909(n):
    return n * 8 - 37


def f910(n):
    if n > 38:
        return n - 2
    return n + 2


def f911(n):
    return f912(n + 3) - 39


def f912(n):
    return n + 40


def f913(n):
    return n * 5 - 41


def f914(n):
    if n > 42:
        return n - 6
    return n + 6


def f915(n):
    return f916(n + 7) - 43


def f916(n):
    return n + 44


def f917(n):
    return n * 2 - 45


def f918(n):
    if n > 46:
        return n - 3
    return n + 3


def f919(n):
    return f920(n + 4) - 47


def f920(n):
    return n + 48


def f921(n):
    return n * 6 - 49


def f922(n):
    if n > 50:
        return n - 7
    return n + 7


def f923(n):
    return f924(n + 8) - 51


def f924(n):
    return n + 52


def f925(n):
    return n * 3 - 53


def f926(n):
    if n > 54:
        return n - 4
    return n + 4


def f927(n):
    return f928(n + 5) - 55


def f928(n):
    return n + 56


def f929(n):
    return n * 7 - 57


def f930(n):
    if n > 58:
        return n - 8
    return n + 8


def f931(n):
    return f932(n + 2) - 59


def f932(n):
    return n + 60


def f933(n):
    return n * 4 - 61


def f934(n):
    if n > 62:
        return n - 5
    return n + 5


def f935(n):
    return f936(n + 6) - 63


def f936(n):
    return n + 64


def f937(n):
    return n * 8 - 65


def f938(n):
    if n > 66:
        return n - 2
    return n + 2


def f939(n):
    return f940(n + 3) - 67


def f940(n):
    return n + 68


def f941(n):
    return n * 5 - 69


def f942(n):
    if n > 70:
        return n - 6
    return n + 6


def f943(n):
    return f944(n + 7) - 71


def f944(n):
    return n + 72


def f945(n):
    return n * 2 - 73


def f946(n):
    if n > 74:
        return n - 3
    return n + 3


def f947(n):
    return f948(n + 4) - 75


def f948(n):
    return n + 76


def f949(n):
    return n * 6 - 77


def f950(n):
    if n > 78:
        return n - 7
    return n + 7


def f951(n):
    return f952(n + 8) - 79


def f952(n):
    return n + 80


def f953(n):
    return n * 3 - 81


def f954(n):
    if n > 82:
        return n - 4
    return n + 4


def f955(n):
    return f956(n + 5) - 83


def f956(n):
    return n + 84


def f957(n):
    return n * 7 - 85


def f958(n):
    if n > 86:
        return n - 8
    return n + 8


def f959(n):
    return f960(n + 2) - 87


def f960(n):
    return n + 88


def f961(n):
    return n * 4 - 89


def f962(n):
    if n > 90:
        return n - 5
    return n + 5


def f963(n):
    return f964(n + 6) - 91


def f964(n):
    return n + 92


def f965(n):
    return n * 8 - 93


def f966(n):
    if n > 94:
        return n - 2
    return n + 2


def f967(n):
    return f968(n + 3) - 95


def f968(n):
    return n + 96


def f969(n):
    return n * 5 - 97


def f970(n):
    if n > 1:
        return n - 6
    return n + 6


def f971(n):
    return f972(n + 7) - 2


def f972(n):
    return n + 3


def f973(n):
    return n * 2 - 4


def f974(n):
    if n > 5:
        return n - 3
    return n + 3


def f975(n):
    return f976(n + 4) - 6


def f976(n):
    return n + 7


def f977(n):
    return n * 6 - 8


def f978(n):
    if n > 9:
        return n - 7
    return n + 7


def f979(n):
    return f980(n + 8) - 10


def f980(n):
    return n + 11


def f981(n):
    return n * 3 - 12


def f982(n):
    if n > 13:
        return n - 4
    return n + 4


def f983(n):
    return f984(n + 5) - 14


def f984(n):
    return n + 15


def f985(n):
    return n * 7 - 16


def f986(n):
    if n > 17:
        return n - 8
    return n + 8


def f987(n):
    return f988(n + 2) - 18


def f988(n):
    return n + 19


def f989(n):
    return n * 4 - 20


def f990(n):
    if n > 21:
        return n - 5
    return n + 5


def f991(n):
    return f992(n + 6) - 22


def f992(n):
    return n + 23


def f993(n):
    return n * 8 - 24


def f994(n):
    if n > 25:
        return n - 2
    return n + 2


def f995(n):
    return f996(n + 3) - 26


def f996(n):
    return n + 27


def f997(n):
    return n * 5 - 28


def f998(n):
    if n > 29:
        return n - 6
    return n + 6


def f999(n):
    return f0(n + 7) - 30


FUNCTIONS = [
    f0, f1, f2, f3, f4, f5, f6, f7, f8, f9,
    f10, f11, f12, f13, f14, f15, f16, f17, f18, f19,
    f20, f21, f22, f23, f24, f25, f26, f27, f28, f29,
    f30, f31, f32, f33, f34, f35, f36, f37, f38, f39,
    f40, f41, f42, f43, f44, f45, f46, f47, f48, f49,
    f50, f51, f52, f53, f54, f55, f56, f57, f58, f59,
    f60, f61, f62, f63, f64, f65, f66, f67, f68, f69,
    f70, f71, f72, f73, f74, f75, f76, f77, f78, f79,
    f80, f81, f82, f83, f84, f85, f86, f87, f88, f89,
    f90, f91, f92, f93, f94, f95, f96, f97, f98, f99,
    f100, f101, f102, f103, f104, f105, f106, f107, f108, f109,
    f110, f111, f112, f113, f114, f115, f116, f117, f118, f119,
    f120, f121, f122, f123, f124, f125, f126, f127, f128, f129,
    f130, f131, f132, f133, f134, f135, f136, f137, f138, f139,
    f140, f141, f142, f143, f144, f145, f146, f147, f148, f149,
    f150, f151, f152, f153, f154, f155, f156, f157, f158, f159,
    f160, f161, f162, f163, f164, f165, f166, f167, f168, f169,
    f170, f171, f172, f173, f174, f175, f176, f177, f178, f179,
    f180, f181, f182, f183, f184, f185, f186, f187, f188, f189,
    f190, f191, f192, f193, f194, f195, f196, f197, f198, f199,
    f200, f201, f202, f203, f204, f205, f206, f207, f208, f209,
    f210, f211, f212, f213, f214, f215, f216, f217, f218, f219,
    f220, f221, f222, f223, f224, f225, f226, f227, f228, f229,
    f230, f231, f232, f233, f234, f235, f236, f237, f238, f239,
    f240, f241, f242, f243, f244, f245, f246, f247, f248, f249,
    f250, f251, f252, f253, f254, f255, f256, f257, f258, f259,
    f260, f261, f262, f263, f264, f265, f266, f267, f268, f269,
    f270, f271, f272, f273, f274, f275, f276, f277, f278, f279,
    f280, f281, f282, f283, f284, f285, f286, f287, f288, f289,
    f290, f291, f292, f293, f294, f295, f296, f297, f298, f299,
    f300, f301, f302, f303, f304, f305, f306, f307, f308, f309,
    f310, f311, f312, f313, f314, f315, f316, f317, f318, f319,
    f320, f321, f322, f323, f324, f325, f326, f327, f328, f329,
    f330, f331, f332, f333, f334, f335, f336, f337, f338, f339,
    f340, f341, f342, f343, f344, f345, f346, f347, f348, f349,
    f350, f351, f352, f353, f354, f355, f356, f357, f358, f359,
    f360, f361, f362, f363, f364, f365, f366, f367, f368, f369,
    f370, f371, f372, f373, f374, f375, f376, f377, f378, f379,
    f380, f381, f382, f383, f384, f385, f386, f387, f388, f389,
    f390, f391, f392, f393, f394, f395, f396, f397, f398, f399,
    f400, f401, f402, f403, f404, f405, f406, f407, f408, f409,
    f410, f411, f412, f413, f414, f415, f416, f417, f418, f419,
    f420, f421, f422, f423, f424, f425, f426, f427, f428, f429,
    f430, f431, f432, f433, f434, f435, f436, f437, f438, f439,
    f440, f441, f442, f443, f444, f445, f446, f447, f448, f449,
    f450, f451, f452, f453, f454, f455, f456, f457, f458, f459,
    f460, f461, f462, f463, f464, f465, f466, f467, f468, f469,
    f470, f471, f472, f473, f474, f475, f476, f477, f478, f479,
    f480, f481, f482, f483, f484, f485, f486, f487, f488, f489,
    f490, f491, f492, f493, f494, f495, f496, f497, f498, f499,
    f500, f501, f502, f503, f504, f505, f506, f507, f508, f509,
    f510, f511, f512, f513, f514, f515, f516, f517, f518, f519,
    f520, f521, f522, f523, f524, f525, f526, f527, f528, f529,
    f530, f531, f532, f533, f534, f535, f536, f537, f538, f539,
    f540, f541, f542, f543, f544, f545, f546, f547, f548, f549,
    f550, f551, f552, f553, f554, f555, f556, f557, f558, f559,
    f560, f561, f562, f563, f564, f565, f566, f567, f568, f569,
    f570, f571, f572, f573, f574, f575, f576, f577, f578, f579,
    f580, f581, f582, f583, f584, f585, f586, f587, f588, f589,
    f590, f591, f592, f593, f594, f595, f596, f597, f598, f599,
    f600, f601, f602, f603, f604, f605, f606, f607, f608, f609,
    f610, f611, f612, f613, f614, f615, f616, f617, f618, f619,
    f620, f621, f622, f623, f624, f625, f626, f627, f628, f629,
    f630, f631, f632, f633, f634, f635, f636, f637, f638, f639,
    f640, f641, f642, f643, f644, f645, f646, f647, f648, f649,
    f650, f651, f652, f653, f654, f655, f656, f657, f658, f659,
    f660, f661, f662, f663, f664, f665, f666, f667, f668, f669,
    f670, f671, f672, f673, f674, f675, f676, f677, f678, f679,
    f680, f681, f682, f683, f684, f685, f686, f687, f688, f689,
    f690, f691, f692, f693, f694, f695, f696, f697, f698, f699,
    f700, f701, f702, f703, f704, f705, f706, f707, f708, f709,
    f710, f711, f712, f713, f714, f715, f716, f717, f718, f719,
    f720, f721, f722, f723, f724, f725, f726, f727, f728, f729,
    f730, f731, f732, f733, f734, f735, f736, f737, f738, f739,
    f740, f741, f742, f743, f744, f745, f746, f747, f748, f749,
    f750, f751, f752, f753, f754, f755, f756, f757, f758, f759,
    f760, f761, f762, f763, f764, f765, f766, f767, f768, f769,
    f770, f771, f772, f773, f774, f775, f776, f777, f778, f779,
    f780, f781, f782, f783, f784, f785, f786, f787, f788, f789,
    f790, f791, f792, f793, f794, f795, f796, f797, f798, f799,
    f800, f801, f802, f803, f804, f805, f806, f807, f808, f809,
    f810, f811, f812, f813, f814, f815, f816, f817, f818, f819,
    f820, f821, f822, f823, f824, f825, f826, f827, f828, f829,
    f830, f831, f832, f833, f834, f835, f836, f837, f838, f839,
    f840, f841, f842, f843, f844, f845, f846, f847, f848, f849,
    f850, f851, f852, f853, f854, f855, f856, f857, f858, f859,
    f860, f861, f862, f863, f864, f865, f866, f867, f868, f869,
    f870, f871, f872, f873, f874, f875, f876, f877, f878, f879,
    f880, f881, f882, f883, f884, f885, f886, f887, f888, f889,
    f890, f891, f892, f893, f894, f895, f896, f897, f898, f899,
    f900, f901, f902, f903, f904, f905, f906, f907, f908, f909,
    f910, f911, f912, f913, f914, f915, f916, f917, f918, f919,
    f920, f921, f922, f923, f924, f925, f926, f927, f928, f929,
    f930, f931, f932, f933, f934, f935, f936, f937, f938, f939,
    f940, f941, f942, f943, f944, f945, f946, f947, f948, f949,
    f950, f951, f952, f953, f954, f955, f956, f957, f958, f959,
    f960, f961, f962, f963, f964, f965, f966, f967, f968, f969,
    f970, f971, f972, f973, f974, f975, f976, f977, f978, f979,
    f980, f981, f982, f983, f984, f985, f986, f987, f988, f989,
    f990, f991, f992, f993, f994, f995, f996, f997, f998, f999,
]

# 389 and 1000 have no common divisor: every function comes up once, none beside its neighbour.
ORDER = [FUNCTIONS[389 * i % 1000] for i in range(1000)]


def run(size=800):
    """The sum of what `size` functions make of the sum so far."""
    total = 0
    for function in ORDER[:size]:
        total = (total + function(total)) % 4093
    return total


if __name__ == "__main__":
    for size in (1, 10, 800, 1000):
        print("%d functions: %d" % (size, run(size)))
