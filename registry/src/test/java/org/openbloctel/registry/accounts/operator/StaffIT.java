package org.openbloctel.registry.accounts.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.accounts.credential.KnownDevices.UNKNOWN;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.credential.TestCredentials;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** The operator's people come and go, and have a door of their own. */
final class StaffIT {
    private static final String PASSWORD = "Trois chevaux gris dans un pré";
    private final Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private final Database database = TestDatabase.create().database();
    private final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), () -> now);
    private final Credentials credentials =
            TestCredentials.of(database, () -> now, audit, new Outbox(database, () -> now));
    private final Staff staff = new Staff(database, () -> now, audit, credentials);

    @Test
    void someoneTakenOnSignsInAtTheirOwnDoorUntilTheyGo() {
        Staff.Person person = staff.add("Sacha Exemple", "sacha@example.org", PASSWORD, Locale.FRENCH, "system");
        assertThat(staff.all()).containsExactly(person);
        assertThat(credentials
                        .signIn(Credential.Realm.STAFF, "sacha@example.org", PASSWORD, "192.0.2.1", UNKNOWN)
                        .id())
                .isEqualTo(person.id());
        assertRefused(
                () -> credentials.signIn(Credential.Realm.MEMBER, "sacha@example.org", PASSWORD, "192.0.2.1", UNKNOWN),
                new AccessRefusal.WrongPassword());
        staff.remove(person.id(), "staff:2");
        assertThat(staff.find(person.id())).isEmpty();
        assertRefused(
                () -> credentials.signIn(Credential.Realm.STAFF, "sacha@example.org", PASSWORD, "192.0.2.1", UNKNOWN),
                new AccessRefusal.WrongPassword());
    }
}
