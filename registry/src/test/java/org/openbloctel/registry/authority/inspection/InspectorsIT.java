package org.openbloctel.registry.authority.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.openbloctel.registry.accounts.credential.KnownDevices.UNKNOWN;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.credential.TestCredentials;
import org.openbloctel.registry.authority.inspection.InspectorAccount.Rank;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.InspectionRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** Inspectors come by a door of their own; heads invite and remove them, and never themselves. */
final class InspectorsIT {
    private static final String PASSWORD = "Trois chevaux gris dans un pré";
    private final Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private final Database database = TestDatabase.create().database();
    private final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), () -> now);
    private final Outbox outbox = new Outbox(database, () -> now);
    private final Credentials credentials = TestCredentials.of(database, () -> now, audit, outbox);
    private final Inspectors inspectors = new Inspectors(database, () -> now, audit, credentials, outbox);

    @Test
    void personInvitedChoosesAPasswordAndSignsInAtTheInspectorsDoorAlone() {
        inspectors.invite(" Cyrille Exemple ", "Cyrille@example.org", Rank.INSPECTOR, "system");
        InspectorAccount made = inspectors.all().getFirst();
        assertThat(made.name()).isEqualTo("Cyrille Exemple");
        Outbox.Message mail = outbox.take(5).getFirst().message();
        assertThat(mail.parameters()).containsEntry("realm", "inspector");
        credentials.reset(mail.parameters().getOrDefault("token", ""), PASSWORD);
        assertThat(credentials
                        .signIn(Credential.Realm.INSPECTOR, "cyrille@example.org", PASSWORD, "192.0.2.1", UNKNOWN)
                        .id())
                .isEqualTo(made.id());
        for (Credential.Realm other : new Credential.Realm[] {Credential.Realm.STAFF, Credential.Realm.MEMBER}) {
            assertRefused(
                    () -> credentials.signIn(other, "cyrille@example.org", PASSWORD, "192.0.2.1", UNKNOWN),
                    new AccessRefusal.WrongPassword());
        }
    }

    @Test
    void headsChangeAndRemoveOthersAndNeverThemselves() {
        var head = inspectors.add("Une responsable", "head@example.org", PASSWORD, Rank.HEAD, "system");
        var other = inspectors.add("Un agent", "agent@example.org", PASSWORD, Rank.INSPECTOR, "system");
        assertRefused(() -> inspectors.remove(head.id(), head.id()), new InspectionRefusal.OwnAccount());
        assertRefused(
                () -> inspectors.change(head.id(), head.id(), Rank.INSPECTOR), new InspectionRefusal.OwnAccount());
        assertRefused(() -> inspectors.remove(other.id(), head.id()), new AccessRefusal.NotAllowed());
        inspectors.change(head.id(), other.id(), Rank.HEAD);
        assertThat(inspectors.find(other.id()).orElseThrow().rank()).isEqualTo(Rank.HEAD);
        inspectors.remove(other.id(), head.id());
        assertThat(inspectors.find(head.id())).isEmpty();
        assertThat(credentials.sessionsSince(head.id())).isEmpty();
        assertRefused(() -> inspectors.remove(other.id(), head.id()), new InspectionRefusal.UnknownInspector());
        assertThat(audit.about("inspector:" + head.id(), 5))
                .extracting(one -> one.entry().action())
                .contains("inspector.added", "inspector.removed");
    }

    /** Else the authority would have none, and only the settings could name another. */
    @Test
    void ofTwoHeadsWhoRemoveEachOtherAtOnceOneRemains() throws Exception {
        for (int turn = 0; turn < 3; turn++) {
            boolean removes = turn % 2 == 0;
            UUID one = inspectors
                    .add("Une", turn + "a@example.org", PASSWORD, Rank.HEAD, "system")
                    .id();
            UUID other = inspectors
                    .add("Autre", turn + "b@example.org", PASSWORD, Rank.HEAD, "system")
                    .id();
            List<Boolean> done = AtOnce.all(
                    List.<Callable<Boolean>>of(() -> acts(one, other, removes), () -> acts(other, one, removes)));
            assertThat(done).containsExactlyInAnyOrder(true, false);
            assertThat(Stream.of(one, other)
                            .flatMap(id -> inspectors.find(id).stream())
                            .filter(left -> left.rank() == Rank.HEAD))
                    .hasSize(1);
        }
    }

    private boolean acts(UUID by, UUID on, boolean removes) {
        try {
            if (removes) {
                inspectors.remove(by, on);
            } else {
                inspectors.change(by, on, Rank.INSPECTOR);
            }
            return true;
        } catch (RefusedException refused) {
            assertThat(refused.refusal()).isEqualTo(new AccessRefusal.NotAllowed());
            return false;
        }
    }

    /** The settings name the first ones at each start: one whom a head removed does not come back by them. */
    @Test
    void removedAddressIsKnownInAnySpellingUntilAHeadInvitesItAgain() {
        var head = inspectors.add("Une responsable", "head@example.org", PASSWORD, Rank.HEAD, "system");
        var other = inspectors.add("Un agent", "Agent@example.org", PASSWORD, Rank.INSPECTOR, "system");
        assertThat(inspectors.isRemoved("agent@example.org")).isFalse();
        inspectors.remove(head.id(), other.id());
        for (String typed : List.of("agent@example.org", " AGENT@EXAMPLE.ORG ")) {
            assertThat(inspectors.isRemoved(typed)).as(typed).isTrue();
        }
        assertThat(inspectors.isRemoved("head@example.org")).isFalse();
        inspectors.invite("Un agent", "agent@example.org", Rank.INSPECTOR, "inspector:" + head.id());
        assertThat(inspectors.isRemoved("Agent@example.org")).isFalse();
        UUID again = inspectors.all().stream()
                .filter(one -> one.rank() == Rank.INSPECTOR)
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(new InspectorDirectory(database).beginning(again))
                .hasValueSatisfying(one -> assertThat(one.invitedBy()).isEqualTo(head.id()));
        assertThat(audit.about("inspector:" + again, 5))
                .extracting(
                        one -> one.entry().action(),
                        one -> one.entry().details().get("rank"))
                .containsExactly(tuple("inspector.added", "INSPECTOR"), tuple("credential.made", null));
    }

    @Test
    void addressOfAnInspectorIsNotTakenTwiceAndNothingIsLeftOfTheSecond() {
        inspectors.add("Une", "a@example.org", PASSWORD, Rank.HEAD, "system");
        outbox.take(9);
        assertThatThrownBy(() -> inspectors.invite("Autre", "A@Example.org", Rank.INSPECTOR, "system"))
                .isInstanceOf(RefusedException.class);
        assertThat(inspectors.all())
                .singleElement()
                .satisfies(one -> assertThat(one.name()).isEqualTo("Une"));
        assertThat(outbox.take(9)).as("no head hears of it").isEmpty();
        String longest = "é".repeat(Inspectors.MAX_NAME);
        assertThat(inspectors
                        .add(longest, "b@example.org", PASSWORD, Rank.INSPECTOR, "system")
                        .name())
                .isEqualTo(longest);
        assertRefused(
                () -> inspectors.add(longest + "x", "c@example.org", PASSWORD, Rank.INSPECTOR, "system"),
                new InspectionRefusal.BadName(Inspectors.MAX_NAME));
    }

    @Test
    void headsLearnOfEachInvitation() {
        inspectors.add("Une responsable", "head@example.org", PASSWORD, Rank.HEAD, "system");
        inspectors.add("Un agent", "agent@example.org", PASSWORD, Rank.INSPECTOR, "system");
        inspectors.invite("Cyrille Exemple", "cyrille@example.org", Rank.INSPECTOR, "system");
        assertThat(outbox.take(9))
                .filteredOn(taken -> taken.message().template().equals("inspection/added"))
                .singleElement()
                .satisfies(taken -> {
                    assertThat(taken.message().recipient()).isEqualTo("head@example.org");
                    assertThat(taken.message().parameters()).containsEntry("name", "Cyrille Exemple");
                });
    }

    @Test
    void inspectorHasAName() {
        assertRefused(
                () -> inspectors.invite(" ", "cyrille@example.org", Rank.INSPECTOR, "system"),
                new InspectionRefusal.BadName(Inspectors.MAX_NAME));
        assertThat(inspectors.all()).isEmpty();
    }
}
