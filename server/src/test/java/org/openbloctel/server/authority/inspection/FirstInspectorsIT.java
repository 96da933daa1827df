package org.openbloctel.server.authority.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.authority.inspection.InspectorAccount;
import org.openbloctel.registry.authority.inspection.InspectorAccount.Rank;
import org.openbloctel.registry.authority.inspection.Inspectors;
import org.openbloctel.server.app.ServerFixture;

/** A server without inspectors: the first heads come from its settings. */
final class FirstInspectorsIT {
    private static final String HEADS = "openbloctel.inspection.heads=";

    @Test
    void headThatIsNamedGetsALinkOnceAndStaysWhenTheyAreNotNamedAnyMore() {
        try (ServerFixture first = ServerFixture.start(HEADS + "Cyrille@example.org")) {
            InspectorAccount head = first.bean(Inspectors.class).all().getFirst();
            assertThat(head.email()).isEqualTo("cyrille@example.org");
            assertThat(head.rank()).isEqualTo(Rank.HEAD);
            try (ServerFixture other = first.startAnother(HEADS + "cyrille@example.org,dominique@example.org")) {
                assertThat(emails(other)).containsExactly("cyrille@example.org", "dominique@example.org");
            }
            try (ServerFixture silent = first.startAnother()) {
                assertThat(emails(silent)).hasSize(2);
            }
            assertThat(first.database()
                            .database()
                            .accounts()
                            .sql("select count(*) from accounts.outbox where 'inspector' = any(parameters)")
                            .query(Long.class)
                            .single())
                    .isEqualTo(2);
        }
    }

    @Test
    @Tag("check-long")
    void headWhoWasRemovedComesBackByAnInvitationAlone() {
        String named = HEADS + "cyrille@example.org,dominique@example.org";
        try (ServerFixture first = ServerFixture.start(named)) {
            Inspectors inspectors = first.bean(Inspectors.class);
            List<InspectorAccount> heads = inspectors.all();
            inspectors.remove(heads.getFirst().id(), heads.getLast().id());
            String removed = heads.getLast().email();
            try (ServerFixture again = first.startAnother(named)) {
                assertThat(emails(again)).hasSize(1).doesNotContain(removed);
            }
            inspectors.invite(
                    "Cyrille Exemple",
                    removed,
                    Rank.INSPECTOR,
                    "inspector:" + heads.getFirst().id());
            try (ServerFixture again = first.startAnother(named)) {
                assertThat(emails(again)).hasSize(2);
            }
        }
    }

    private static List<String> emails(ServerFixture server) {
        return server.bean(Inspectors.class).all().stream()
                .map(InspectorAccount::email)
                .toList();
    }
}
