package org.openbloctel.registry.calls.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openbloctel.scrub.engine.Seed;

/** A signature vouches for its own domain and those below it; for one above only where DMARC passed. */
final class AuthenticationPropertyTest {
    @ParameterizedTest
    @CsvSource({
        // signer, aligned, From, believed
        "example.org, '', example.org, true",
        "example.org, '', mail.example.org, true",
        "mail.example.org, '', example.org, false",
        "mail.example.org, example.org, example.org, true",
        "mail.example.org, other.example, example.org, false",
        "example.org, '', badexample.org, false",
        "ample.org, '', example.org, false",
        "org, '', example.org, false",
        "org, example.org, example.org, false",
        "other.example, example.org, example.org, false",
        "'', example.org, example.org, false",
        ".org, '', example.org, false"
    })
    void signatureVouchesForItsDomain(String signer, String aligned, String from, boolean believed) {
        assertThat(new Envelope.Authentication(one(signer), one(aligned)).vouchesFor(from))
                .isEqualTo(believed);
    }

    @Test
    void withoutASignatureNothingIsBelieved() {
        assertThat(Envelope.Authentication.NONE.vouchesFor("example.org")).isFalse();
        assertThat(new Envelope.Authentication(Set.of(), Set.of("example.org")).vouchesFor("example.org"))
                .as("DMARC that passed by the sender's address alone")
                .isFalse();
    }

    @Test
    void randomDomainsAreBelievedAsLabelsSay() {
        SplittableRandom random = Seed.random(AuthenticationPropertyTest.class);
        int believed = 0;
        for (int i = 0; i < 20_000; i++) {
            Set<String> signers = domains(random);
            Set<String> aligned = domains(random);
            String from = domain(random);
            boolean expected = signers.stream().anyMatch(signer -> expected(signer, aligned, from));
            assertThat(new Envelope.Authentication(signers, aligned).vouchesFor(from))
                    .as("%s %s %s", signers, aligned, from)
                    .isEqualTo(expected);
            believed += expected ? 1 : 0;
        }
        assertThat(believed).isBetween(1_000, 19_000);
    }

    /** The rule label by label, from the end. */
    private static boolean expected(String signer, Set<String> aligned, String from) {
        List<String> signs = Arrays.asList(signer.split("\\."));
        List<String> sends = Arrays.asList(from.split("\\."));
        if (signs.equals(sends)) {
            return true;
        }
        if (endsWith(sends, signs)) {
            return signs.size() > 1;
        }
        return endsWith(signs, sends) && sends.size() > 1 && aligned.contains(from);
    }

    private static boolean endsWith(List<String> all, List<String> end) {
        return all.size() > end.size()
                && all.subList(all.size() - end.size(), all.size()).equals(end);
    }

    private static Set<String> domains(SplittableRandom random) {
        Set<String> domains = new HashSet<>();
        for (int n = random.nextInt(3); n > 0; n--) {
            domains.add(domain(random));
        }
        return domains;
    }

    private static String domain(SplittableRandom random) {
        StringBuilder domain = new StringBuilder(random.nextBoolean() ? "fr" : "org");
        for (int n = random.nextInt(4); n > 0; n--) {
            domain.insert(0, (random.nextBoolean() ? "a" : "ba") + ".");
        }
        return domain.toString();
    }

    private static Set<String> one(String domain) {
        return domain.isEmpty() ? Set.of() : Set.of(domain);
    }
}
