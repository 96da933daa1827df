package org.openbloctel.bench.data;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Blocks of a million numbers that ordinary subscribers have, so that a number that is not listed is callable.
 *
 * <p>France: 01 to 05 without the prefixes kept for canvassing platforms (0162, 0163, 0270, 0271, 0377, 0378, 0424, 0425, 0568,
 * 0569), 06 without 0639 and 069 (overseas), 073 to 078, 095 to 098 without 0976 (overseas). United States: area codes long in
 * service, exchanges 2xx to 9xx without N11.
 */
final class Blocks {

    private static final Set<Integer> NOT_ORDINARY = Set.of(162, 163, 270, 271, 377, 378, 424, 425, 568, 569, 639, 976);

    private static final String AREA_CODES = """
            201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 239 240 248 251 252 253 254
            256 260 262 267 269 270 276 281 301 302 303 304 305 307 308 309 310 312 313 314 315 316 317 318 319 320 321 323 325 330
            331 334 336 337 339 347 351 352 360 361 386 401 402 404 405 406 407 408 409 410 412 413 414 415 417 419 423 424 425 430
            432 434 435 440 443 469 478 479 480 484 501 502 503 504 505 507 508 509 510 512 513 515 516 517 518 520 530 540 541 551
            559 561 562 563 567 570 571 573 574 575 580 585 586 601 602 603 605 606 607 608 609 610 612 614 615 616 617 618 619 620
            623 626 630 631 636 641 646 650 651 660 661 662 678 682 701 702 703 704 706 707 708 712 713 714 715 716 717 718 719 720
            724 727 731 732 734 740 754 757 760 763 765 770 772 773 774 775 781 785 786 801 802 803 804 805 806 808 810 812 813 814
            815 816 817 818 828 830 831 832 843 845 847 848 850 856 857 858 859 860 862 863 864 865 870 901 903 904 906 907 908 909
            910 912 913 914 915 916 917 918 919 920 925 928 931 936 937 940 941 947 949 951 952 954 956 970 971 972 973 978 979 980
            985 989
            """;

    private Blocks() {}

    static NumberSpace france() {
        return new NumberSpace(List.of(
                new NumberSpace.Group(12, from(130, 189)),
                new NumberSpace.Group(11, from(220, 259, 280, 299)),
                new NumberSpace.Group(12, from(320, 389)),
                new NumberSpace.Group(15, from(420, 499)),
                new NumberSpace.Group(10, from(530, 587)),
                new NumberSpace.Group(22, from(600, 689)),
                new NumberSpace.Group(10, from(730, 789)),
                new NumberSpace.Group(8, from(950, 989))));
    }

    static NumberSpace northAmerica() {
        int[] areas = AREA_CODES
                .strip()
                .lines()
                .flatMap(line -> List.of(line.split(" ")).stream())
                .mapToInt(Integer::parseInt)
                .toArray();
        int[] blocks = IntStream.of(areas)
                .flatMap(area -> IntStream.rangeClosed(2, 9).map(exchange -> area * 10 + exchange))
                .toArray();
        return new NumberSpace(List.of(new NumberSpace.Group(100, blocks)), 11);
    }

    /** The ordinary blocks of the given ranges, each first and last. */
    private static int[] from(int... bounds) {
        return IntStream.range(0, bounds.length / 2)
                .flatMap(i -> IntStream.rangeClosed(bounds[2 * i], bounds[2 * i + 1]))
                .filter(block -> !NOT_ORDINARY.contains(block))
                .toArray();
    }
}
