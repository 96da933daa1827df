package org.openbloctel.server.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.PASSWORD;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.accounts.company.Member.Role;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.forms.RefusedForm;

/** The people of a company on its pages: invited, in a role, removed; and what the others may not do to them. */
final class MemberPagesIT {
    private static final String PAGE = "/pro/membres";
    private static final String JOIN = "/professionnels/invitation";

    @Test
    void invitationIsAcceptedOnceByItsLink() {
        Person owner = Person.owner();
        String email = Person.newEmail();
        assertThat(way(invite(owner, email, "AUDITOR"))).isEqualTo(PAGE);
        String token = Person.token(email);
        for (int i = 0; i < 3; i++) {
            assertThat(SharedServer.visitor().get(JOIN + "?jeton=" + token).body())
                    .contains("auditeur");
        }
        Visitor lou = SharedServer.visitor();
        lou.get(JOIN + "?jeton=" + token);
        Map<String, String> form = Map.of("jeton", token, "name", "Lou Exemple", "password", PASSWORD);
        assertThat(way(lou.post(JOIN, form))).isEqualTo("/pro/connexion");
        assertThat(way(lou.get("/pro"))).as("no session").isEqualTo("/pro/connexion");
        assertThat(lou.get(JOIN + "?jeton=" + token).statusCode()).isEqualTo(410);
        for (String late : List.of(token, "", "x", "x".repeat(10_000), "a\0b")) {
            Visitor again = SharedServer.visitor();
            again.get("/professionnels/inscription");
            assertThat(again.post(JOIN, Map.of("jeton", late, "name", "Lou", "password", PASSWORD))
                            .statusCode())
                    .isEqualTo(410);
        }
        assertThat(members(owner)).hasSize(2);
    }

    @Test
    void invitationIsOverAfterSevenDaysAndWhenItIsTakenBack() {
        Person owner = Person.owner();
        String late = Person.newEmail();
        invite(owner, late, "OPERATOR");
        SharedServer.get().clock().move(Duration.ofDays(7).minusSeconds(1));
        assertThat(SharedServer.visitor()
                        .get(JOIN + "?jeton=" + Person.token(late))
                        .statusCode())
                .isEqualTo(200);
        SharedServer.get().clock().move(Duration.ofSeconds(1));
        assertThat(SharedServer.visitor()
                        .get(JOIN + "?jeton=" + Person.token(late))
                        .statusCode())
                .isEqualTo(410);

        String email = Person.newEmail();
        invite(owner, email, "OPERATOR");
        Visitor hers = at(owner);
        String cancel = cancel(hers);
        Visitor stranger = at(Person.owner());
        stranger.post(cancel, Map.of());
        assertThat(SharedServer.visitor()
                        .get(JOIN + "?jeton=" + Person.token(email))
                        .statusCode())
                .as("taken back by another company")
                .isEqualTo(200);
        assertThat(way(hers.post(cancel, Map.of()))).isEqualTo(PAGE);
        assertThat(hers.get(PAGE).body()).doesNotContain(email);
        assertThat(SharedServer.visitor()
                        .get(JOIN + "?jeton=" + Person.token(email))
                        .statusCode())
                .isEqualTo(410);
    }

    /** The inviter learns nothing; the person does, in their mailbox, once they accept. */
    @Test
    void addressWithAnAccountIsInvitedLikeAnyOther() {
        Person elsewhere = Person.owner();
        Person owner = Person.owner();
        assertThat(way(invite(owner, elsewhere.email(), "OPERATOR"))).isEqualTo(PAGE);
        assertThat(at(owner).get(PAGE).body()).contains(elsewhere.email());
        Visitor visitor = SharedServer.visitor();
        String token = Person.token(elsewhere.email());
        visitor.get(JOIN + "?jeton=" + token);
        HttpResponse<String> taken =
                visitor.post(JOIN, Map.of("jeton", token, "name", "Camille", "password", PASSWORD));
        RefusedForm.assertThatItNames(taken, "password");
        assertThat(RefusedForm.text(taken, "password")).contains("Un compte utilise déjà cette adresse");
        assertThat(members(owner)).hasSize(1);
    }

    @Test
    void whatIsWrongInAnInvitationIsSaidAtItsField() {
        Person owner = Person.owner();
        for (String email : List.of("", "lou", "<b>@example.org", "x".repeat(10_000) + "@example.org", "a\0@b.c")) {
            HttpResponse<String> refused = invite(owner, email, "OPERATOR");
            RefusedForm.assertThatItNames(refused, "email");
            assertThat(refused.body()).doesNotContain("<b>@");
        }
        for (String role : List.of("", "ADMIN", "owner", "<b>")) {
            assertThat(invite(owner, Person.newEmail(), role).statusCode())
                    .as(role)
                    .isEqualTo(422);
        }
        assertThat(at(owner).get(PAGE).body()).doesNotContain("/annuler");
    }

    @Test
    void whatIsWrongInAnAcceptanceIsSaidAtItsFieldAndTheLinkStays() {
        Person owner = Person.owner();
        String email = Person.newEmail();
        invite(owner, email, "OPERATOR");
        String token = Person.token(email);
        Visitor visitor = SharedServer.visitor();
        visitor.get(JOIN + "?jeton=" + token);
        for (String name : List.of("", " ", "x".repeat(201), "\0")) {
            HttpResponse<String> refused =
                    visitor.post(JOIN, Map.of("jeton", token, "name", name, "password", PASSWORD));
            RefusedForm.assertThatItNames(refused, "name");
            assertThat(refused.body()).doesNotContain(PASSWORD);
        }
        HttpResponse<String> weak = visitor.post(JOIN, Map.of("jeton", token, "name", "<b>Lou", "password", "court"));
        RefusedForm.assertThatItNames(weak, "password");
        assertThat(weak.body()).contains("&lt;b&gt;Lou").doesNotContain("<b>Lou");
        assertThat(way(visitor.post(JOIN, Map.of("jeton", token, "name", "<b>Lou", "password", PASSWORD))))
                .isEqualTo("/pro/connexion");
        assertThat(at(owner).get(PAGE).body()).contains("&lt;b&gt;Lou").doesNotContain("<b>Lou");
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "OWNER", mode = EnumSource.Mode.EXCLUDE)
    void othersThanOwnersChangeNobody(Role role) {
        Person owner = Person.owner();
        Person lou = owner.colleague(role);
        invite(owner, Person.newEmail(), "OPERATOR");
        String cancel = cancel(at(owner));
        Visitor visitor = at(lou);
        assertThat(visitor.get(PAGE).body())
                .contains(owner.email())
                .doesNotContain("/annuler", "name=\"role\"", PAGE + "/" + owner.id());
        List<HttpResponse<String>> refused = List.of(
                visitor.post(PAGE, Map.of("email", Person.newEmail(), "role", "OWNER")),
                visitor.post(cancel, Map.of()),
                visitor.get(PAGE + "/" + owner.id()),
                visitor.post(PAGE + "/" + owner.id() + "/role", Map.of("role", "AUDITOR")),
                visitor.post(PAGE + "/" + lou.id() + "/role", Map.of("role", "OWNER")),
                visitor.post(PAGE + "/" + owner.id() + "/retirer", Map.of("warned", "99")));
        assertThat(refused).extracting(HttpResponse::statusCode).containsOnly(403);
        assertThat(owner.member().role()).isEqualTo(Role.OWNER);
        assertThat(lou.member().role()).isEqualTo(role);
        assertThat(at(owner).get(PAGE).body()).contains("/annuler");
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "OWNER", mode = EnumSource.Mode.EXCLUDE)
    void everyoneMayLeaveAndIsOutAtOnce(Role role) {
        Person owner = Person.owner();
        Person lou = owner.colleague(role);
        Visitor elsewhere = lou.signedIn();
        Visitor visitor = at(lou);
        assertThat(visitor.get(PAGE + "/" + lou.id()).body())
                .contains(lou.email())
                .doesNotContain("name=\"role\"");
        assertThat(way(visitor.post(PAGE + "/" + lou.id() + "/retirer", Map.of("warned", "0"))))
                .isEqualTo("/");
        assertThat(way(visitor.get(PAGE))).isEqualTo("/pro/connexion");
        elsewhere.get(PAGE);
        assertThat(way(elsewhere.get(PAGE))).isEqualTo("/pro/connexion");
        assertThat(members(owner)).containsExactly(owner.email());
        assertThat(Person.mails(owner.email())).contains("company/member-left");
        assertThat(lou.audited()).contains("member.removed");
    }

    @Test
    void lastOwnerNeitherLeavesNorLosesTheRole() {
        Person owner = Person.owner();
        owner.colleague(Role.OPERATOR);
        Visitor visitor = at(owner);
        for (HttpResponse<String> refused : List.of(
                visitor.post(PAGE + "/" + owner.id() + "/retirer", Map.of("warned", "0")),
                visitor.post(PAGE + "/" + owner.id() + "/role", Map.of("role", "AUDITOR")))) {
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("BT-0305", "Donnez d’abord le rôle de responsable");
        }
        assertThat(owner.member().role()).isEqualTo(Role.OWNER);
        assertThat(visitor.get(PAGE).statusCode()).as("still signed in").isEqualTo(200);
    }

    @Test
    void roleIsChangedAndHoldsAtTheNextRequest() {
        Person owner = Person.owner();
        Person lou = owner.colleague(Role.OPERATOR);
        Visitor hers = lou.signedIn();
        assertThat(hers.get("/pro/depots/nouveau").statusCode()).isEqualTo(200);
        Visitor visitor = at(owner);
        String path = PAGE + "/" + lou.id();
        visitor.get(path);
        assertThat(way(visitor.post(path + "/role", Map.of("role", "AUDITOR")))).isEqualTo(PAGE);
        assertThat(visitor.get(PAGE).body()).contains("Le rôle");
        assertThat(hers.get("/pro/depots/nouveau").statusCode()).isEqualTo(302);
        assertThat(lou.signedIn().get("/pro/depots/nouveau").statusCode()).isEqualTo(403);
        assertThat(owner.audited()).contains("member.role-changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ADMIN", "<b>boom</b>"})
    void roleThatIsNoneChangesNothing(String role) {
        Person owner = Person.owner();
        Person lou = owner.colleague(Role.OPERATOR);
        Visitor visitor = at(owner);
        HttpResponse<String> refused = visitor.post(PAGE + "/" + lou.id() + "/role", Map.of("role", role));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("BT-0701").doesNotContain("<b>boom");
        assertThat(visitor.post(PAGE + "/" + lou.id() + "/role", Map.of()).statusCode())
                .isEqualTo(400);
        assertThat(lou.member().role()).isEqualTo(Role.OPERATOR);
    }

    /** The number of keys that the page named is sent along: more have come since, so the page is to be read again. */
    @Test
    void keysThatDieAreNamedFirst() {
        Person owner = Person.owner();
        Person lou = owner.colleague(Role.OWNER);
        Visitor visitor = at(owner);
        String path = PAGE + "/" + lou.id();
        assertThat(visitor.get(path).body()).contains("name=\"warned\" value=\"0\"");
        Visitor hers = lou.signedIn();
        hers.get("/pro/cles");
        hers.post("/pro/cles", Map.of("name", "Standard", "kind", "test", "scopes", "checks"));
        for (String warned : List.of("0", "-1")) {
            HttpResponse<String> refused = visitor.post(path + "/retirer", Map.of("warned", warned));
            assertThat(refused.statusCode()).isIn(409, 422);
            assertThat(refused.body()).contains("BT-0306");
        }
        assertThat(visitor.post(path + "/retirer", Map.of("warned", "many")).statusCode())
                .isEqualTo(400);
        assertThat(visitor.get(path).body()).contains("name=\"warned\" value=\"1\"", "Standard");
        assertThat(way(visitor.post(path + "/retirer", Map.of("warned", "1")))).isEqualTo(PAGE);
        HttpResponse<String> twice = visitor.post(path + "/retirer", Map.of("warned", "1"));
        assertThat(twice.statusCode()).as("sent twice").isEqualTo(404);
        assertThat(twice.body()).contains("BT-0308");
    }

    @Test
    void memberOfAnotherCompanyIsUnknown() {
        Person owner = Person.owner();
        Person stranger = Person.owner();
        Visitor visitor = at(stranger);
        for (UUID id : List.of(owner.id(), UUID.randomUUID())) {
            String path = PAGE + "/" + id;
            for (HttpResponse<String> answer : List.of(
                    visitor.get(path),
                    visitor.post(path + "/role", Map.of("role", "AUDITOR")),
                    visitor.post(path + "/retirer", Map.of("warned", "99")))) {
                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(answer.body()).contains("BT-0308").doesNotContain(owner.email());
            }
        }
        assertThat(owner.member().role()).isEqualTo(Role.OWNER);
    }

    private static Visitor at(Person person) {
        Visitor visitor = person.signedIn();
        assertThat(visitor.get(PAGE).statusCode()).isEqualTo(200);
        return visitor;
    }

    private static HttpResponse<String> invite(Person owner, String email, String role) {
        return at(owner).post(PAGE, Map.of("email", email, "role", role));
    }

    private static String cancel(Visitor visitor) {
        Matcher found = Pattern.compile("action=\"(/pro/membres/invitations/[^\"]+/annuler)\"")
                .matcher(visitor.get(PAGE).body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static List<String> members(Person owner) {
        return SharedServer.get().bean(Members.class).of(owner.company()).stream()
                .map(member -> member.email())
                .toList();
    }
}
