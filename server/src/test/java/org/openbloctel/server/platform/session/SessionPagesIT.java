package org.openbloctel.server.platform.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.platform.security.SecurityEvent;
import org.openbloctel.registry.platform.security.SecurityEvent.Kind;
import org.openbloctel.registry.platform.security.SecurityLog;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A person sees where their account is open, and ends what is not theirs. */
final class SessionPagesIT {
    private static final ServerFixture SERVER = SharedServer.get();
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    private static final String SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"
            + " AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
    private static final Pattern END = Pattern.compile("action=\"([^\"]+/fin)\"");

    @ParameterizedTest
    @ValueSource(strings = {"/pro/securite/appareils", "/operateur/securite/appareils", "/espace/appareils"})
    void personSeesEachBrowserAndEndsOne(String page) {
        SignedIn who = person(page);
        Visitor mine = visitor(who, FIREFOX);
        Visitor thief = visitor(who, SAFARI);
        String shown = mine.get(page).body();
        assertThat(shown).contains("Firefox 128, Linux", "Cet appareil", "Safari 18, iOS", "À l’instant");
        assertThat(ends(shown)).hasSize(1);
        assertThat(thief.get(page).statusCode()).isEqualTo(200);
        assertThat(way(mine.post(ends(shown).getFirst(), Map.of()))).isEqualTo(page);
        assertThat(thief.get(page).statusCode()).isEqualTo(302);
        assertThat(mine.get(page).body())
                .contains("L’appareil est déconnecté.", "nulle part ailleurs")
                .doesNotContain("Safari 18, iOS");
        assertThat(events(who.actor()))
                .filteredOn(event -> event.kind() == Kind.SESSION_ENDED)
                .hasSize(1);
    }

    @Test
    void allOthersEndAtOnceAndThisOneStays() {
        SignedIn who = person("/pro");
        Visitor mine = visitor(who, FIREFOX);
        List<Visitor> others = List.of(visitor(who, SAFARI), visitor(who, SAFARI), visitor(who, FIREFOX));
        mine.get("/pro/securite/appareils");
        assertThat(way(mine.post("/pro/securite/appareils/autres", Map.of()))).isEqualTo("/pro/securite/appareils");
        assertThat(others)
                .allSatisfy(
                        other -> assertThat(other.get("/pro/securite/appareils").statusCode())
                                .isEqualTo(302));
        assertThat(mine.get("/pro/securite/appareils").statusCode()).isEqualTo(200);
        assertThat(events(who.actor()).stream()
                        .filter(event -> event.kind() == Kind.SESSION_ENDED)
                        .map(SecurityEvent::subject))
                .hasSize(3)
                .allMatch(subject -> subject.startsWith("session:"));
    }

    @Test
    void sessionOfAnotherPersonCannotBeEnded() {
        Visitor mine = visitor(person("/pro"), FIREFOX);
        SignedIn victim = person("/pro");
        Visitor theirs = visitor(victim, SAFARI);
        mine.get("/pro/securite/appareils");
        UUID id = JdbcClient.create(SERVER.database().owner())
                .sql("select id from accounts.browser_session where actor = ?")
                .param(victim.actor())
                .query(UUID.class)
                .single();
        mine.post("/pro/securite/appareils/" + id + "/fin", Map.of());
        assertThat(mine.get("/pro/securite/appareils").body()).contains("Cette session était déjà terminée.");
        assertThat(theirs.get("/pro/securite/appareils").statusCode()).isEqualTo(200);
    }

    /** A thief who knows the password stands before the second factor: the owner sees it. */
    @Test
    void sessionThatWaitsForTheSecondFactorIsShownAsSuch() {
        Person person = Person.owner();
        person.atTheSecondFactor();
        assertThat(person.signedIn().get("/pro/securite/appareils").body()).contains("Second facteur attendu");
    }

    @Test
    void englishReaderReadsItInEnglish() {
        Visitor visitor = visitor(person("/pro"), FIREFOX).speaks("en");
        assertThat(visitor.get("/pro/securite/appareils").body())
                .contains("Signed-in devices", "This device", "open nowhere else");
    }

    private static SignedIn person(String page) {
        return page.startsWith("/pro")
                ? Person.owner().principal()
                : page.startsWith("/operateur") ? SERVER.staff() : new SignedIn.Consumer(UUID.randomUUID());
    }

    private static Visitor visitor(SignedIn who, String browser) {
        Visitor visitor = SharedServer.visitor().with("User-Agent", browser);
        visitor.get(SERVER.signInPath(who));
        return visitor;
    }

    private static List<String> ends(String page) {
        List<String> ends = new ArrayList<>();
        Matcher matcher = END.matcher(page);
        while (matcher.find()) {
            ends.add(matcher.group(1));
        }
        return ends;
    }

    private static List<SecurityEvent> events(String actor) {
        SecurityLog log = SERVER.bean(SecurityLog.class);
        log.flush();
        return log.find(new SecurityLog.Filter("", actor, ""), Long.MAX_VALUE, 100).stream()
                .map(recorded -> recorded.timed().event())
                .toList();
    }
}
