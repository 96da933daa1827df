package org.openbloctel.server.demo;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.openbloctel.registry.accounts.company.RegisterLetter;
import org.openbloctel.registry.accounts.company.RegisterLetters;

/** The authenticators and the letters that the demo's people would have in their hands. Thread-safe. */
final class DemoCodes {
    private static final int MAX_LETTERS = 20;

    private final DemoData data;
    private final RegisterLetters letters;
    private final InstantSource clock;
    /** Codes by the letters' ids: the database forgets a code when its letter is posted. */
    private final Map<UUID, LetterCode> printed = new ConcurrentHashMap<>();

    DemoCodes(DemoData data, RegisterLetters letters, InstantSource clock) {
        this.data = data;
        this.letters = letters;
        this.clock = clock;
    }

    /** The codes that authenticators show now. */
    List<DemoData.Code> now() {
        return data.codes(clock.instant());
    }

    /** The letters that wait, and those that this server saw waiting. */
    List<LetterCode> letters() {
        for (RegisterLetter.Waiting waiting : letters.toPost(MAX_LETTERS)) {
            printed.computeIfAbsent(
                    waiting.letter().id(),
                    id -> new LetterCode(
                            waiting.to().name(),
                            letters.print(waiting.to().id(), "system").code()));
        }
        return List.copyOf(printed.values());
    }

    /** The code in a letter to a company. */
    record LetterCode(String company, String code) {}
}
