package org.openbloctel.server.accounts.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Member.Role;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.registry.accounts.company.VerifiedCompany;
import org.openbloctel.registry.accounts.credential.Credential.Realm;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.registry.authority.inspection.Inspectors;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A person with a password and, once {@link #secured}, an authenticator, on the shared server: the owner of a company of their
 * own, a colleague of one, one of the operator's people, or an inspector.
 *
 * @param root the first part of their door's addresses
 * @param company theirs; for the operator's people and inspectors their own id
 * @param secret of their authenticator; empty before there is one
 */
public record Person(String root, UUID id, UUID company, String email, String secret) {
    /** The password of all of them. */
    public static final String PASSWORD = "Trois chevaux gris dans un pré";

    private static final AtomicInteger COUNT = new AtomicInteger(40_000);
    private static final ServerFixture SERVER = SharedServer.get();

    /** The owner of a new company, without a second factor. */
    public static Person founder() {
        Person founder = new Person("/pro", UUID.randomUUID(), UUID.randomUUID(), newEmail(), "");
        String siren = siren();
        rows().sql("insert into accounts.company (id, siren, name, address, representative, state, created_at)"
                        + " values (?, ?, ?, '2 rue de l’Exemple', 'Camille Exemple', 'TO_VERIFY', ?)")
                .params(founder.company, siren, "Société " + siren, now())
                .update();
        founder.join("Camille " + siren, Role.OWNER);
        return founder;
    }

    /** The owner of a new company that the operator has verified, with an authenticator. */
    public static Person owner() {
        Person owner = founder().secured();
        VerifiedCompany.verify(SERVER.bean(RegisterLetters.class), owner.company());
        return owner;
    }

    /** Someone else of the same company, with an authenticator. */
    public Person colleague(Role role) {
        Person colleague = new Person("/pro", UUID.randomUUID(), company, newEmail(), "");
        colleague.join("Lou Exemple", role);
        return colleague.secured();
    }

    /** One of the operator's people, with an authenticator. */
    public static Person staff() {
        UUID id = UUID.randomUUID();
        Person person = new Person("/operateur", id, id, newEmail(), "");
        person.insert("STAFF");
        rows().sql("insert into accounts.staff (id, name, since) values (?, 'Sacha Exemple', ?)")
                .params(id, now())
                .update();
        return person.secured();
    }

    /** An inspector of this rank, with an authenticator. */
    public static Person inspector(SignedIn.Rank rank) {
        UUID id = UUID.randomUUID();
        Person person = new Person("/inspection", id, id, newEmail(), "");
        person.insert("INSPECTOR");
        rows().sql("insert into accounts.inspector (id, name, rank, since) values (?, 'Cyrille Exemple', ?, ?)")
                .params(id, rank.name(), now())
                .update();
        return person.secured();
    }

    private void join(String name, Role role) {
        insert("MEMBER");
        rows().sql("insert into accounts.member (id, company, name, role, joined_at) values (?, ?, ?, ?, ?)")
                .params(id, company, name, role.name(), now())
                .update();
    }

    /** All have one hash, which is made once: it costs a tenth of a second, as it should. */
    private void insert(String realm) {
        rows().sql("insert into accounts.credential (id, realm, email, locale, password_hash, created_at)"
                        + " values (?, ?, ?, 'fr', ?, ?)")
                .params(id, realm, email, Hash.OF_PASSWORD, now())
                .update();
    }

    private static JdbcClient rows() {
        return JdbcClient.create(SERVER.database().owner());
    }

    private static OffsetDateTime now() {
        return SERVER.clock().instant().atOffset(ZoneOffset.UTC);
    }

    /** The same person once they have set an authenticator up. */
    public Person secured() {
        SecondFactor factor = SERVER.bean(SecondFactor.class);
        String letters = factor.offer(id, "OpenBloctel").letters();
        factor.confirm(id, Totp.code(letters, SERVER.clock().instant()));
        return new Person(root, id, company, email, letters);
    }

    /** An address that no person has. */
    public static String newEmail() {
        return UUID.randomUUID() + "@example.org";
    }

    /** A valid SIREN that no other company of the shared server has. */
    public static String siren() {
        String eight = String.format(Locale.ROOT, "%08d", COUNT.getAndIncrement());
        int sum = 0;
        for (int i = 0; i < eight.length(); i++) {
            int digit = (eight.charAt(i) - '0') * (i % 2 + 1);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return eight + (10 - sum % 10) % 10;
    }

    /** The next code of their authenticator that was not used: the clock moves on, since each code is good once. */
    public String code() {
        SERVER.clock().move(Duration.ofSeconds(Totp.STEP_SECONDS));
        return Totp.code(secret, SERVER.clock().instant());
    }

    /** A new browser at their door, their password given. */
    public Visitor atTheSecondFactor() {
        Visitor visitor = SharedServer.visitor();
        visitor.get(root + "/connexion");
        assertThat(way(visitor.post(root + "/connexion", Map.of("email", email, "password", PASSWORD))))
                .isEqualTo(root + "/second-facteur");
        visitor.get(root + "/second-facteur");
        return visitor;
    }

    /** A new browser, signed in with both factors at the door: what a thief of the session has. */
    public Visitor withSessionAlone() {
        Visitor visitor = atTheSecondFactor();
        assertThat(way(visitor.post(root + "/second-facteur", Map.of("code", code()))))
                .isEqualTo(root);
        return visitor;
    }

    /** A new browser, signed in with both factors, the second given again. */
    public Visitor signedIn() {
        return SharedServer.visitor(principal());
    }

    /** As they are in a session with both factors. */
    public SignedIn principal() {
        return switch (root) {
            case "/pro" ->
                new SignedIn.Member(
                        id, company, SignedIn.Role.valueOf(member().role().name()), true);
            case "/inspection" ->
                new SignedIn.Inspector(
                        id,
                        SignedIn.Rank.valueOf(SERVER.bean(Inspectors.class)
                                .find(id)
                                .orElseThrow()
                                .rank()
                                .name()),
                        true);
            default -> new SignedIn.Staff(id, true);
        };
    }

    /** What the registry has of them. */
    public Member member() {
        return SERVER.bean(Members.class).find(id).orElseThrow();
    }

    /** The fields of a form that makes a key for real numbers, good for a month of the server's clock, which tests move. */
    public static Map<String, String> keyForm() {
        return Map.of(
                "name",
                "Standard du matin",
                "kind",
                "live",
                "scopes",
                "checks",
                "networks",
                "192.0.2.0/24",
                "expiresOn",
                LegalCalendar.today(SERVER.clock()).plusMonths(1).toString());
    }

    /** How the audit trail names them. */
    public String actor() {
        return switch (root) {
            case "/pro" -> "member:" + id;
            case "/inspection" -> "inspector:" + id;
            default -> "staff:" + id;
        };
    }

    /** What the audit trail has of what they did, the latest first. */
    public List<String> audited() {
        return SERVER.bean(AuditTrail.class).find(new AuditTrail.Filter(actor(), "", ""), Long.MAX_VALUE, 100).stream()
                .map(recorded -> recorded.entry().action())
                .toList();
    }

    /** The templates of the mails to an address, the oldest first. */
    public static List<String> mails(String email) {
        return SERVER.database()
                .database()
                .accounts()
                .sql("select template from accounts.outbox where recipient = ? order by created_at, id")
                .param(email)
                .query(String.class)
                .list();
    }

    /** The token in the latest mail to an address. */
    public static String token(String email) {
        String[] parameters = SERVER.database()
                .database()
                .accounts()
                .sql("select parameters from accounts.outbox where recipient = ? and 'token' = any(parameters)"
                        + " order by created_at desc, id limit 1")
                .param(email)
                .query((row, n) -> (String[]) row.getArray("parameters").getArray())
                .single();
        return parameters[List.of(parameters).indexOf("token") + 1];
    }

    /** The path that an answer leads to; its status where it leads nowhere. */
    public static String way(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Location")
                .map(location -> location.replaceFirst("^https?://[^/]+", ""))
                .orElseGet(() -> "status " + answer.statusCode());
    }

    /** The hash of the password, as the registry makes it. */
    private static final class Hash {
        static final String OF_PASSWORD = rows().sql("select password_hash from accounts.credential where id = ?")
                .param(SERVER.bean(Credentials.class).create(Realm.MEMBER, newEmail(), PASSWORD, Locale.FRENCH))
                .query(String.class)
                .single();
    }
}
