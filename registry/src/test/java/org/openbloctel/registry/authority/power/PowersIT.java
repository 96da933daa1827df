package org.openbloctel.registry.authority.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.VerifiedCompany;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.registry.authority.inspection.InspectorAccount;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.Power;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * The owner of the database gives powers by SQL, or changes those that are there. The doctor finds each at once, a server at its next look,
 * and what is found cannot be used until it is as before or people accept it. What the product does explains itself.
 */
final class PowersIT {
    private final PowerWorld world = new PowerWorld();
    private final PowerWorld.Server server = world.one;

    PowersIT() {
        server.watch.look(); // the first start: what is there is recorded
        assertThat(server.doubted()).isEmpty();
        assertThat(world.doctor()).isEmpty();
    }

    /** Each line: the subject, with the names of ids as in the statements, and the statements. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "staff:00000000-0000-0000-0000-0000000000aa | insert into accounts.credential (id, realm, email, locale,"
                        + " password_hash, created_at) select '00000000-0000-0000-0000-0000000000aa', 'STAFF', 'intrus@example.org',"
                        + " 'fr', password_hash, now() from accounts.credential where id = :member;"
                        + " insert into accounts.staff (id, name, since) values ('00000000-0000-0000-0000-0000000000aa', 'Intrus',"
                        + " now())",
                "credential:staff | update accounts.credential set email = 'autre@example.org' where id = :staff",
                "credential:staff | update accounts.credential set password_hash = 'x' where id = :staff",
                "credential:member | update accounts.credential set totp_secret = null where id = :member",
                "credential:member | update accounts.credential set totp_secret = totp_secret || '\\x00' where id = :member",
                "credential:staff | insert into accounts.recovery_code (credential, hash) values (:staff, 'x')",
                "credential:staff | insert into accounts.passkey_holder (handle, credential) values (decode(repeat('01', 64), 'hex'), :staff);"
                        + " insert into accounts.passkey (id, holder, credential_id, name, attested, sign_count, user_verified,"
                        + " can_be_copied, is_copied, transports, added_at) values (gen_random_uuid(), decode(repeat('01', 64), 'hex'), '\\x02', 'x', '\\x03',"
                        + " 0, true, true, true, '{}', now())",
                "inspector:inspector | update accounts.inspector set rank = 'HEAD' where id = :inspector",
                "member:member | update accounts.member set role = 'OPERATOR' where id = :member",
                "key:key | update accounts.api_key set hash = 'x' where id = :key",
                "key:key | update accounts.api_key set scopes = scopes || array['submissions'] where id = :key",
                "key:key | update accounts.api_key set expires_on = '2036-01-01' where id = :key",
                "sftp-key:sftp | update accounts.sftp_key set fingerprint = 'x' where id = :sftp",
                "feed-key:feed | update accounts.feed_key set hash = 'x' where id = :feed",
                "company:company | update accounts.company set siren = '000000042' where id = :company",
                "plan:large | update accounts.plan set price_cents = price_cents / 2 where code = 'large'",
                "subscription: | update accounts.subscription set price_cents = 1000000 where company = :company",
                "subscription: | update accounts.subscription set ends_on = '2036-01-01' where company = :company",
                "budget:company | update accounts.guard_account set day_budget = 1000000 where principal = :company",
                "budget:company | update accounts.guard_account set raised_until = '2036-01-01' where principal = :company",
                "poll:campaign | update accounts.guard_poll set numbers = 1000000 where campaign = :campaign"
            })
    void rowThatTheOwnerOfTheDatabaseWroteIsFoundAtOnceByTheDoctorAndByTheServersNextLook(String line) {
        String[] parts = line.split(" \\| ", -1);
        String subject = subject(parts[0]);
        world.sql(parts[1]);
        assertThat(world.doctor()).anyMatch(found -> found.startsWith("DR-215 " + subject));
        server.watch.tick();
        assertThat(server.watch.doubted()).as("not before ten minutes").isEmpty();
        world.pass(Duration.ofMinutes(10));
        server.watch.tick();
        assertThat(server.watch.doubted()).anyMatch(power -> power.subject().startsWith(subject));
        assertThat(server.alarms).hasSameSizeAs(server.watch.doubted());
        world.pass(Duration.ofMinutes(1));
        server.watch.tick();
        assertThat(server.alarms).as("raised once").hasSameSizeAs(server.watch.doubted());
        assertThat(world.new Server().doubted()).as("a server that starts").anyMatch(one -> one.startsWith(subject));

        Power power = server.watch.find(server.doubted().getFirst()).orElseThrow();
        List.copyOf(server.watch.doubted())
                .forEach(one ->
                        server.watch.accept(server.watch.find(one.subject()).orElseThrow(), "staff:1"));
        assertThat(server.doubted()).as(power.subject() + " is accepted").isEmpty();
        assertThat(world.doctor()).isEmpty();
        assertThat(world.new Server().doubted()).isEmpty();
    }

    private String subject(String named) {
        return named.replace(":staff", ":" + world.staff)
                .replace(":inspector", ":" + world.inspector)
                .replace(":member", ":" + world.member.id())
                .replace(":key", ":" + world.key.key().id())
                .replace(":sftp", ":" + world.sftpKey)
                .replace(":feed", ":" + world.feedKey.key().id())
                .replace(":company", ":" + world.member.company())
                .replace(":campaign", ":" + world.campaign);
    }

    @Test
    void doubtedPersonSignsInNoMore() {
        world.sql("update accounts.credential set email = 'autre@example.org' where id = :staff;"
                + "update accounts.inspector set rank = 'HEAD' where id = :inspector;"
                + "update accounts.member set role = 'AUDITOR' where id = :member");
        assertThat(server.doubted()).hasSize(3);
        assertThat(server.staff.find(world.staff)).isEmpty();
        assertThat(server.inspectors.find(world.inspector)).isEmpty();
        assertThat(server.members.find(world.member.id())).isEmpty();
        assertThatThrownBy(() -> server.credentials.signIn(
                        Credential.Realm.STAFF, "autre@example.org", PowerWorld.PASSWORD, "192.0.2.1", ""))
                .isInstanceOf(RefusedException.class);
        world.sql("update accounts.credential set email = 'sacha@example.org' where id = :staff;"
                + "update accounts.inspector set rank = 'INSPECTOR' where id = :inspector;"
                + "update accounts.member set role = 'OWNER' where id = :member");
        assertThat(server.doubted()).as("as before").isEmpty();
        assertThat(server.staff.find(world.staff)).isPresent();
        assertThat(server.inspectors.find(world.inspector)).isPresent();
        assertThat(server.members.find(world.member.id())).isPresent();
    }

    @Test
    void doubtedKeyDoesNotWork() {
        world.sql("update accounts.api_key set networks = array['192.0.2.0/24', '0.0.0.0/0'] where id = :key;"
                + "update accounts.feed_key set expires_on = '2036-01-01' where id = :feed;"
                + "update accounts.sftp_key set kind = 'ssh-rsa' where id = :sftp");
        assertThat(works()).isTrue();
        assertThat(server.doubted()).hasSize(3);
        assertThat(works()).isFalse();
        assertThat(server.feedKeys.authenticate(world.feedKey.text(), InetAddress.ofLiteral("192.0.2.7")))
                .isEmpty();
        assertThat(server.sftpKeys.works(world.sftpKey)).isFalse();
    }

    private boolean works() {
        return server.keys
                .authenticate(world.key.text(), InetAddress.ofLiteral("192.0.2.7"))
                .isPresent();
    }

    @Test
    void companyWhoseVerificationIsDoubtedIsSuspendedAndItsKeysRest() {
        UUID company = world.member.company();
        world.sql("update accounts.company set name = 'Autre nom' where id = :company");
        assertThat(server.doubted()).containsExactly("company:" + company);
        assertThat(server.companies.get(company).state()).isEqualTo(Company.State.SUSPENDED);
        assertThatThrownBy(() -> server.companies.requireVerified(company)).isInstanceOf(RefusedException.class);
        assertThat(works()).isFalse();
        world.sql("update accounts.company set state = 'SUSPENDED' where id = :company");
        assertThat(server.doubted()).as("no power").isEmpty();
        world.sql("update accounts.company set state = 'VERIFIED', name = 'Téléphonie 000000018' where id = :company");
        assertThat(server.doubted()).as("the trail says since that it is none").containsExactly("company:" + company);
    }

    @Test
    void doubtedPlanAndBudgetGiveNothing() {
        UUID company = world.member.company();
        long raised = server.desk.standing(company).budget().year();
        world.sql("update accounts.guard_account set year_budget = 1000000 where principal = :company;"
                + "update accounts.guard_poll set numbers = 1000000 where campaign = :campaign;"
                + "update accounts.subscription set lines_per_submission = 1000000 where company = :company;"
                + "update accounts.plan set price_cents = 1 where code = 'large'");
        assertThat(server.doubted()).hasSize(4);
        assertThat(server.desk.standing(company).budget().year()).isLessThan(raised);
        assertThat(server.subscriptions.current(company)).isEmpty();
        assertThat(server.subscriptions.offered()).extracting("code").doesNotContain("large");
    }

    /** Replaces the password, signs in with it and changes it: the entry of that act is sealed, but begins at a digest that none made. */
    @Test
    void honestActUponAnAlteredRowDoesNotExplainIt() {
        String hash = world.owner
                .sql("select password_hash from accounts.credential where id = ?")
                .param(world.member.id())
                .query(String.class)
                .single();
        server.staff.add("Lou Exemple", "lou@example.org", PowerWorld.PASSWORD, Locale.FRENCH, "system");
        world.owner
                .sql("update accounts.credential set password_hash = ? where id = ?")
                .params(hash + "x", world.staff)
                .update();
        world.owner
                .sql("update accounts.credential set password_hash = (select password_hash from accounts.credential"
                        + " where email = 'lou@example.org'), totp_secret = null where id = ?")
                .param(world.staff)
                .update();
        server.credentials.change(world.staff, PowerWorld.PASSWORD, "Quatre vaches rousses", "192.0.2.1", "");
        SecondFactor.Offer offer = server.factor.offer(world.staff, "OpenBloctel");
        server.factor.confirm(world.staff, Totp.code(offer.secret(), world.now));
        assertThat(server.doubted()).containsExactly("credential:" + world.staff);
        assertThat(world.doctor()).containsExactly("DR-215 credential:" + world.staff);
    }

    /** The offered secret of a person who has the password, in place of the confirmed one, with no other change. */
    @Test
    void authenticatorThatWasOnlyOfferedIsNotTakenForTheOneThatWasConfirmed() {
        server.factor.offer(world.member.id(), "OpenBloctel");
        assertThat(server.doubted()).isEmpty();
        world.sql("update accounts.credential set totp_secret = totp_offered where id = :member");
        assertThat(server.doubted()).containsExactly("credential:" + world.member.id());
    }

    @Test
    void formerStateThatIsPutBackIsNotTakenForTheLatest() {
        server.keys.revoke(world.member, world.key.key().id());
        world.sql("update accounts.api_key set revoked_at = null where id = :key");
        assertThat(server.doubted()).containsExactly("key:" + world.key.key().id());
        world.sql("update accounts.api_key set revoked_at = now() where id = :key");
        assertThat(server.doubted()).isEmpty();
    }

    @Test
    void rowThatWentWithItsOwnerAndComesBackIsFound() {
        world.owner
                .sql("create table public.kept as select * from accounts.feed_key")
                .update();
        world.sql("delete from accounts.feed_key where id = :feed");
        assertThat(server.doubted()).isEmpty();
        world.sql("insert into accounts.feed_key select * from public.kept");
        assertThat(server.doubted())
                .containsExactly("feed-key:" + world.feedKey.key().id());
        assertThat(world.new Server().doubted())
                .containsExactly("feed-key:" + world.feedKey.key().id());
    }

    @Test
    void forgedEntriesExplainNothing() {
        world.sql("update accounts.inspector set rank = 'HEAD' where id = :inspector");
        String subject = "inspector:" + world.inspector;
        assertThat(server.doubted()).containsExactly(subject);
        Power power = server.watch.find(subject).orElseThrow();
        String[] details = {"behind", "100", "power", subject + " - " + power.digest()};
        world.owner.sql("""
                        insert into accounts.audit_waiting (id, at, actor, action, subject, details, mac)
                        values (gen_random_uuid(), now(), 'staff:1', 'power.accepted', ?, ?, 'x')
                        """).params(subject, details).update();
        assertThat(server.doubted()).containsExactly(subject);
        world.owner.sql("""
                        insert into accounts.audit_entry (seq, at, actor, action, subject, details, hash)
                        select seq + 1, now(), 'staff:1', 'power.accepted', ?, ?, hash from accounts.audit_head
                        """).params(subject, details).update();
        world.owner.sql("update accounts.audit_head set seq = seq + 1").update();
        assertThat(world.doctor()).contains("DR-215 " + subject);
        assertThat(world.new Server().doubted()).containsExactly(subject);
    }

    /** An entry that explained a power once is put among those that wait a second time. */
    @Test
    void entryThatIsRepeatedExplainsNothing() {
        world.owner
                .sql("create table public.kept as select * from accounts.audit_waiting")
                .update();
        world.owner
                .sql("create function public.keep() returns trigger language plpgsql security definer as $$ begin"
                        + " insert into public.kept select (new).*; return new; end $$")
                .update();
        world.owner
                .sql(
                        "create trigger keep before insert on accounts.audit_waiting for each row execute function public.keep()")
                .update();
        UUID key = world.key().key().id();
        world.owner.sql("drop trigger keep on accounts.audit_waiting").update();
        server.keys.revoke(world.member, key);
        world.owner
                .sql("update accounts.api_key set revoked_at = null where id = ?")
                .param(key)
                .update();
        world.owner
                .sql("insert into accounts.audit_waiting overriding system value select * from public.kept")
                .update();
        assertThat(server.doubted()).containsExactly("key:" + key);
    }

    @Test
    void powersOfTheDatabaseBeforeThisReleaseAreRecordedOnceAtItsFirstStart() {
        PowerWorld old = new PowerWorld(); // no server has looked
        assertThat(old.doctor()).isEmpty();
        old.one.watch.look();
        old.new Server().watch.look();
        assertThat(old.one.trail.find(new AuditTrail.Filter("", "power.begun", ""), Long.MAX_VALUE, 100))
                .hasSize(12);
        assertThat(old.one.doubted()).isEmpty();
        old.sql("update accounts.plan set price_cents = 1 where code = 'large'");
        assertThat(old.new Server().doubted()).containsExactly("plan:large");
    }

    @Test
    void rowThatAServerOfTheReleaseBeforeWroteIsExplainedByItsEntryOnce() {
        world.sql("update accounts.inspector set rank = 'HEAD' where id = :inspector");
        server.trail.record(new AuditEntry(
                "inspector:1", "inspector.changed", "inspector:" + world.inspector, Map.of("rank", "HEAD")));
        assertThat(world.doctor()).isEmpty();
        assertThat(server.doubted()).isEmpty();
        world.sql("update accounts.inspector set rank = 'INSPECTOR' where id = :inspector");
        assertThat(server.doubted()).containsExactly("inspector:" + world.inspector);
    }

    @Test
    void actsOfAllKindsExplainThemselves() {
        PowerWorld.Server other = world.new Server();
        server.desk.raise(
                world.member.company(),
                server.desk.standing(world.member.company()).budget(),
                LocalDate.of(2027, 9, 1),
                "papiers",
                "staff:1");
        server.polls.end(world.campaign, "staff:1");
        server.companies.suspend(world.member.company(), "motif", "staff:1");
        VerifiedCompany.verify(other.letters, world.member.company());
        other.keys.revoke(world.member, world.key.key().id());
        server.credentials.change(world.member.id(), PowerWorld.PASSWORD, "Quatre vaches rousses", "192.0.2.1", "");
        other.factor.takeOff(world.member.id(), "staff:1");
        server.subscriptions.order(world.member.company(), "small", "member:1");
        server.invoices.paid(
                server.invoices.open().getFirst().number(), LocalDate.of(2026, 11, 25), "transfer", "VIR 1", "staff:1");
        server.staff.remove(world.staff, "system");
        assertThat(server.doubted()).isEmpty();
        assertThat(other.doubted()).isEmpty();
        assertThat(world.doctor()).isEmpty();
    }

    @Test
    void backupThatIsPutBackRaisesNoAlarmSinceItsTrailIsOfTheSameMoment() {
        String entries = "create table public.kept as select * from accounts.audit_entry";
        world.owner.sql(entries).update();
        world.owner
                .sql("create table public.kept_head as select * from accounts.audit_head")
                .update();
        server.inspectors.add(
                "Lou Exemple", "lou@example.org", PowerWorld.PASSWORD, InspectorAccount.Rank.HEAD, "system");
        assertThat(server.doubted()).isEmpty();
        world.sql("delete from accounts.credential where email = 'lou@example.org';"
                + "delete from accounts.audit_entry where seq not in (select seq from public.kept)");
        world.owner
                .sql("update accounts.audit_head set (seq, hash) = (select seq, hash from public.kept_head)")
                .update();
        assertThat(server.doubted()).isEmpty();
        assertThat(world.new Server().doubted()).isEmpty();
    }

    @Test
    void powersOutliveTheErasureOfTheEntriesThatExplainThem() {
        PowerWorld old = new PowerWorld(Instant.parse("2019-06-01T08:00:00Z")); // PostgreSQL knows the day
        PowerWorld.Server first = old.one;
        first.watch.look();
        for (int year = 0; year < 6; year++) {
            old.pass(Duration.ofDays(365));
            first.watch.look();
            first.trail.forget();
        }
        assertThat(old.owner
                        .sql("select count(*) from accounts.audit_entry where action = 'staff.added'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(first.doubted()).isEmpty();
        assertThat(old.new Server().doubted()).isEmpty();
        assertThat(first.staff.find(old.staff)).isPresent();
        assertThat(old.doctor()).isEmpty();
    }
}
