package org.openbloctel.server.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.ApiKey;
import org.openbloctel.registry.accounts.company.Keys;
import org.openbloctel.registry.accounts.company.Member.Role;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;

/** The owners are told of each act that gives lasting power, and cut its author off by the link in that mail. */
final class AccessCutIT {
    private static final String PATH = "/professionnels/pas-moi";

    /** The act has a mail to each owner, with a link of its own: a second act does not void the first link. */
    @Test
    void everyOwnerIsToldOfAKey() {
        Person owner = Person.owner();
        Person other = owner.colleague(Role.OWNER);
        Person auditor = owner.colleague(Role.AUDITOR);
        makeKey(owner);
        String first = Person.token(other.email());
        makeKey(owner);
        assertThat(acts(owner)).containsExactly("key.made", "key.made");
        assertThat(acts(other)).containsExactly("key.made", "key.made");
        assertThat(Person.mails(auditor.email())).doesNotContain("company/act");
        assertThat(mails(other).getFirst())
                .containsEntry("member", owner.member().name())
                .containsKeys("at")
                .hasEntrySatisfying("network", network -> assertThat(network).matches("\\d+(\\.\\d+){3}"));
        assertThat(SharedServer.visitor().get(PATH + "?jeton=" + first).body())
                .contains(owner.member().name());
    }

    @Test
    void openedLinkCutsNothing() {
        Person owner = Person.owner();
        makeKey(owner);
        Visitor scanner = SharedServer.visitor();
        scanner.get(PATH + "?jeton=" + Person.token(owner.email()));
        scanner.head(PATH + "?jeton=" + Person.token(owner.email()));
        assertThat(working(owner)).hasSize(1);
    }

    @Test
    void buttonCutsTheMemberOffAndTellsTheOwnersAndTheOperator() {
        Person owner = Person.owner();
        Person thief = owner.colleague(Role.OWNER);
        Person operator = Person.staff();
        Visitor stolen = thief.signedIn();
        makeKey(thief);
        makeKey(owner);
        SharedServer.get().bean(Members.class).invite(thief.member(), Person.newEmail(), Role.OWNER, Locale.FRENCH);
        String token = mails(owner).stream()
                .filter(mail -> thief.member().name().equals(mail.get("member")))
                .findFirst()
                .orElseThrow()
                .getOrDefault("token", "");
        SharedServer.get().clock().move(Duration.ofSeconds(1));
        Visitor reader = SharedServer.visitor();
        reader.get(PATH + "?jeton=" + token);
        HttpResponse<String> cut = reader.post(PATH, Map.of("jeton", token, "tous", "false"));
        assertThat(cut.statusCode()).isEqualTo(200);
        assertThat(working(owner)).extracting(ApiKey::madeBy).containsExactly(owner.id());
        assertThat(way(stolen.get("/pro"))).isEqualTo("/pro");
        assertThat(way(stolen.get("/pro"))).isEqualTo("/pro/connexion");
        assertThat(SharedServer.get().bean(Members.class).invitations(owner.company()))
                .isEmpty();
        assertThat(Person.mails(owner.email())).contains("company/access-cut");
        assertThat(Person.mails(operator.email())).contains("alarm/access-cut");
        assertThat(downloadsStopped(owner)).isFalse();
    }

    /** The thief may have watched the password, or have added a factor. */
    @Test
    void passwordOfTheMemberNoLongerWorks() {
        Person owner = Person.owner();
        makeKey(owner);
        cut(owner, Map.of());
        Visitor thief = SharedServer.visitor();
        thief.get("/pro/connexion");
        assertThat(thief.post("/pro/connexion", Map.of("email", owner.email(), "password", Person.PASSWORD))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void wholeCompanyIsCutOffAndItsDownloadsStop() {
        Person owner = Person.owner();
        Person colleague = owner.colleague(Role.OWNER);
        makeKey(owner);
        makeKey(colleague);
        cut(owner, Map.of("tous", "true"));
        assertThat(working(owner)).isEmpty();
        assertThat(downloadsStopped(owner)).isTrue();
    }

    @Test
    void linkWorksOnce() {
        Person owner = Person.owner();
        makeKey(owner);
        String token = Person.token(owner.email());
        cut(owner, Map.of());
        Visitor reader = SharedServer.visitor();
        HttpResponse<String> page = reader.get(PATH + "?jeton=" + token);
        assertThat(page.statusCode()).isEqualTo(410);
        reader.get("/");
        assertThat(reader.post(PATH, Map.of("jeton", token)).statusCode()).isEqualTo(410);
        assertThat(reader.post(PATH, Map.of("jeton", "made-up")).statusCode()).isEqualTo(410);
    }

    @Test
    void invitationChangeOfRoleAndRemovalAreTold() {
        Person owner = Person.owner();
        Person colleague = owner.colleague(Role.AUDITOR);
        Visitor visitor = owner.signedIn();
        visitor.get("/pro/membres");
        visitor.post("/pro/membres", Map.of("email", Person.newEmail(), "role", "OWNER"));
        visitor.post("/pro/membres/" + colleague.id() + "/role", Map.of("role", "OPERATOR"));
        visitor.post("/pro/membres/" + colleague.id() + "/retirer", Map.of("warned", "0"));
        assertThat(acts(owner)).containsExactlyInAnyOrder("member.invited", "member.role-changed", "member.removed");
    }

    private static List<String> acts(Person person) {
        return mails(person).stream().map(mail -> mail.getOrDefault("act", "")).toList();
    }

    /** The texts of the mails to a person about acts, the oldest first. */
    private static List<Map<String, String>> mails(Person person) {
        return SharedServer.get()
                .database()
                .database()
                .accounts()
                .sql("select parameters from accounts.outbox where recipient = ? and template = 'company/act'"
                        + " order by created_at, id")
                .param(person.email())
                .query((row, n) -> {
                    String[] flat = (String[]) row.getArray("parameters").getArray();
                    Map<String, String> says = new TreeMap<>();
                    for (int i = 0; i < flat.length; i += 2) {
                        says.put(flat[i], flat[i + 1]);
                    }
                    return says;
                })
                .list();
    }

    private static void makeKey(Person person) {
        Visitor visitor = person.signedIn();
        visitor.get("/pro/cles");
        assertThat(visitor.post("/pro/cles", Person.keyForm()).statusCode()).isEqualTo(200);
    }

    private static void cut(Person person, Map<String, String> fields) {
        Visitor reader = SharedServer.visitor();
        String token = Person.token(person.email());
        reader.get(PATH + "?jeton=" + token);
        Map<String, String> all = new TreeMap<>(fields);
        all.put("jeton", token);
        assertThat(reader.post(PATH, all).statusCode()).isEqualTo(200);
    }

    private static List<ApiKey> working(Person person) {
        return SharedServer.get().bean(Keys.class).of(person.company()).stream()
                .filter(key -> key.revokedAt() == null)
                .toList();
    }

    private static boolean downloadsStopped(Person person) {
        return SharedServer.get()
                .bean(Submissions.class)
                .stoppedSince(person.company())
                .isPresent();
    }
}
