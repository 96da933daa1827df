package org.openbloctel.registry.calls.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A company's list has what it recorded and what was given to it, each once, the latest first, and nothing of others. */
final class CompanyConsentsIT {
    private static final UUID PRINCIPAL = new UUID(1, 1);
    private static final UUID AGENT = new UUID(1, 2);

    private final ConsentWorld world = new ConsentWorld();
    private final Consents consents = world.consents;
    private final CompanyConsents listed = new CompanyConsents(world.database, world.clock);

    @BeforeEach
    void companies() {
        world.company(PRINCIPAL, "000000018");
        world.company(AGENT, "000000026");
        world.mandate(PRINCIPAL, AGENT);
    }

    private List<String> references(UUID company, String search, GivenConsent.State state, int page) {
        return listed.page(company, search, state, page).stream()
                .map(GivenConsent::reference)
                .toList();
    }

    @Test
    void bothSidesSeeAConsentAndPagesHoldEachOnce() {
        List<ClaimedConsent> claims = new ArrayList<>();
        IntStream.range(100, 160).forEach(i -> claims.add(ConsentWorld.claim("own-" + i, "0639980001", null)));
        consents.record(PRINCIPAL, "key:1", false, claims);
        consents.record(AGENT, "key:2", false, List.of(ConsentWorld.claim("call-1", "0639980002", "000000018")));
        consents.record(AGENT, "key:2", false, List.of(ConsentWorld.claim("agent-1", "0639980003", null)));

        List<String> first = references(PRINCIPAL, "", GivenConsent.State.ALL, 0);
        assertThat(first)
                .as("and one more, since there is a next page")
                .hasSize(CompanyConsents.PAGE + 1)
                .startsWith("call-1", "own-159", "own-158")
                .doesNotHaveDuplicates();
        assertThat(references(PRINCIPAL, "", GivenConsent.State.ALL, 1))
                .hasSize(11)
                .startsWith(first.getLast())
                .endsWith("own-100");
        assertThat(references(PRINCIPAL, "", GivenConsent.State.ALL, 2)).isEmpty();
        assertThat(references(AGENT, "", GivenConsent.State.ALL, 0)).containsExactly("agent-1", "call-1");
        assertThat(references(PRINCIPAL, " own-15 ", GivenConsent.State.OPEN, 0))
                .hasSize(10);
        List<String> all = new ArrayList<>();
        listed.each(PRINCIPAL, "", GivenConsent.State.ALL, 1_000, one -> all.add(one.reference()));
        assertThat(all).hasSize(61).startsWith("call-1", "own-159").endsWith("own-100");
        List<String> some = new ArrayList<>();
        listed.each(PRINCIPAL, "own", GivenConsent.State.ALL, 7, one -> some.add(one.reference()));
        assertThat(some).hasSize(7).startsWith("own-159");
    }

    @Test
    void statesShareTheConsentsOutAtTheirInstants() {
        consents.record(
                PRINCIPAL,
                "key:1",
                false,
                List.of(ConsentWorld.claim("r-1", "0639980001", null), ConsentWorld.claim("r-2", "0639980002", null)));
        consents.withdraw(PRINCIPAL, "key:1", null, "0639980001");
        world.now = Instant.parse("2026-12-24T13:59:59Z");
        assertThat(references(PRINCIPAL, "", GivenConsent.State.OPEN, 0)).containsExactly("r-2");
        assertThat(references(PRINCIPAL, "", GivenConsent.State.OVER, 0)).isEmpty();
        world.now = world.now.plusSeconds(1);
        assertThat(references(PRINCIPAL, "", GivenConsent.State.OPEN, 0)).isEmpty();
        assertThat(references(PRINCIPAL, "", GivenConsent.State.OVER, 0)).containsExactly("r-2");
        assertThat(references(PRINCIPAL, "", GivenConsent.State.WITHDRAWN, 0)).containsExactly("r-1");
        assertThat(references(PRINCIPAL, "", GivenConsent.State.ALL, 0)).containsExactlyInAnyOrder("r-1", "r-2");
    }
}
