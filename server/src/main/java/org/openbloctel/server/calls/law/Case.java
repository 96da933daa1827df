package org.openbloctel.server.calls.law;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.openbloctel.registry.list.lookup.TestStory;

/** The cases of a call that the public page judges: each is the story of a number for fiction. Their codes are permanent. */
enum Case {
    NOTHING(TestStory.NOTHING),
    CONSENT(TestStory.CONSENT),
    CONFIRMED(TestStory.CONFIRMED),
    ENDED(TestStory.ENDED),
    WITHDRAWN(TestStory.WITHDRAWN),
    REFUSED(TestStory.REFUSED),
    CONSENT_SINCE(TestStory.CONSENT_SINCE),
    CLAIMED_SINCE(TestStory.CLAIMED_SINCE),
    USED_UP(TestStory.USED_UP),
    ASKED(TestStory.ASKED),
    PERMITTED(TestStory.PERMITTED);

    /** 06 39 98 00 00. */
    private static final long BLOCK = 33_639_980_000L;

    private static final int PLACES = 100;

    private final TestStory story;

    Case(TestStory story) {
        this.story = story;
    }

    /** As it stands in an address. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Case> of(String code) {
        return Stream.of(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    /** A number for fiction of which this is known. */
    long number(boolean listed) {
        return BLOCK + (long) story.digits() * PLACES + (listed ? 1 : 2);
    }
}
