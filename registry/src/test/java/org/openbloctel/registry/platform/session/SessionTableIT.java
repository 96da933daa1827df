package org.openbloctel.registry.platform.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sessions in the table: what a copy of it is worth, when they are over, and what two requests at once make of one. */
final class SessionTableIT {
    private static final Instant NOW = Instant.parse("2026-11-27T14:05:00Z");
    private static final String CONTENT = "{\"number\":{\"text\":\"06 39 98 00 71\"}}";

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient rows = JdbcClient.create(database.owner());
    private final Sessions sessions = new Sessions(database.database(), InstantSource.fixed(NOW));

    private static Sessions.Start start(String actor) {
        return new Sessions.Start(actor, true, NOW, "192.0.2.7", "Firefox 128, Linux");
    }

    private String opened(String actor) {
        String token = Sessions.newToken();
        sessions.add(token, CONTENT, start(actor));
        return token;
    }

    @Test
    void copyOfTheTableOpensNoSessionAndShowsNothingOfOne() {
        String token = opened("member:" + UUID.randomUUID());
        String all = rows.sql("select encode(s::text::bytea, 'escape') from accounts.browser_session s")
                .query(String.class)
                .single();
        String hash = rows.sql("select token_hash from accounts.browser_session")
                .query(String.class)
                .single();
        byte[] content = rows.sql("select content from accounts.browser_session")
                .query(byte[].class)
                .single();
        assertThat(all).contains(hash).doesNotContain(token, "06 39 98 00 71", "number");
        assertThat(new String(content, StandardCharsets.ISO_8859_1)).doesNotContain("06 39");
        assertThat(sessions.find(hash)).as("the hash as a token").isEmpty();
        assertThat(SessionSeal.open(hash, content)).as("the hash as a key").isEmpty();
        assertThat(sessions.find(token)).contains(CONTENT);
    }

    @Test
    void contentOfOneSessionOpensInNoOther() {
        String one = opened("member:" + UUID.randomUUID());
        String other = Sessions.newToken();
        sessions.add(other, "{}", null);
        rows.sql("update accounts.browser_session set content = (select content from accounts.browser_session"
                        + " where actor is not null) where actor is null")
                .update();
        assertThat(sessions.find(other)).isEmpty();
        assertThat(sessions.find(one)).contains(CONTENT);
    }

    @Test
    void tokenIsAnotherEachTime() {
        assertThat(Sessions.newToken())
                .as("256 bits")
                .matches("[A-Za-z0-9_-]{43}")
                .isNotEqualTo(Sessions.newToken());
    }

    @Test
    void sessionIsOverAfterHalfAnHourWithoutARequest() {
        String token = opened("member:" + UUID.randomUUID());
        unused(Duration.ofMinutes(29));
        assertThat(sessions.find(token)).as("used before").isPresent();
        unused(Duration.ofMinutes(29));
        assertThat(sessions.find(token)).as("the use before counted").isPresent();
        unused(Duration.ofMinutes(31));
        assertThat(sessions.find(token)).isEmpty();
        assertThat(sessions.forget()).isEqualTo(1);
        assertThat(sessions.forget()).isZero();
    }

    @Test
    void useIsWrittenOnceAMinute() {
        String token = opened("member:" + UUID.randomUUID());
        String before = version();
        sessions.find(token);
        sessions.find(token);
        assertThat(version()).isEqualTo(before);
        unused(Duration.ofMinutes(2));
        String stale = version();
        sessions.find(token);
        assertThat(version()).isNotEqualTo(stale);
    }

    private String version() {
        return rows.sql("select xmin::text from accounts.browser_session")
                .query(String.class)
                .single();
    }

    private void unused(Duration time) {
        rows.sql("update accounts.browser_session set used_at = now() - make_interval(secs => ?)")
                .param(time.toSeconds())
                .update();
    }

    @Test
    void newTokenTakesThePlaceOfTheOld() {
        String actor = "member:" + UUID.randomUUID();
        String old = opened(actor);
        String next = Sessions.newToken();
        sessions.change(old, next, content -> new Sessions.Changed(content + " ", start(actor)));
        assertThat(sessions.find(old)).isEmpty();
        assertThat(sessions.find(next)).contains(CONTENT + " ");
        assertThat(sessions.of(actor, Instant.EPOCH, next))
                .singleElement()
                .extracting(Sessions.Open::current)
                .isEqualTo(true);
    }

    /** A request that began before the session was ended writes to it afterwards. */
    @Test
    void endedSessionIsNotWrittenAgain() {
        String actor = "member:" + UUID.randomUUID();
        String token = opened(actor);
        sessions.end(token);
        sessions.change(token, token, content -> new Sessions.Changed(content, start(actor)));
        sessions.change(token, Sessions.newToken(), content -> new Sessions.Changed(content, start(actor)));
        assertThat(sessions.find(token)).isEmpty();
        assertThat(rows.sql("select count(*) from accounts.browser_session")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void personSeesAndEndsTheirOwnAlone() {
        String actor = "member:" + UUID.randomUUID();
        String mine = opened(actor);
        String other = opened(actor);
        String third = opened(actor);
        String stranger = opened("member:" + UUID.randomUUID());
        List<Sessions.Open> all = sessions.of(actor, Instant.EPOCH, mine);
        assertThat(all).hasSize(3);
        assertThat(all.stream().filter(Sessions.Open::current)).hasSize(1);
        UUID strangers = rows.sql("select id from accounts.browser_session where actor <> ?")
                .param(actor)
                .query(UUID.class)
                .single();
        assertThat(sessions.end(actor, strangers)).isFalse();
        UUID one = all.stream()
                .filter(session -> !session.current())
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(sessions.end(actor, one)).isTrue();
        assertThat(sessions.end(actor, one)).as("twice").isFalse();
        assertThat(sessions.endOthers(actor, mine)).hasSize(1);
        assertThat(sessions.find(mine)).isPresent();
        assertThat(sessions.find(other)).isEmpty();
        assertThat(sessions.find(third)).isEmpty();
        assertThat(sessions.find(stranger)).isPresent();
    }

    @Test
    void allSessionsOfAPersonEndAndNoOther() {
        String actor = "consumer:" + UUID.randomUUID();
        List<String> theirs = List.of(opened(actor), opened(actor));
        String stranger = opened("consumer:" + UUID.randomUUID());
        sessions.endAll(actor);
        assertThat(theirs).allSatisfy(token -> assertThat(sessions.find(token)).isEmpty());
        assertThat(sessions.find(stranger)).isPresent();
    }

    @Test
    void sessionFromBeforeTheLastPasswordOrOfYesterdayIsNotShown() {
        String actor = "member:" + UUID.randomUUID();
        String token = opened(actor);
        assertThat(sessions.of(actor, NOW, token)).hasSize(1);
        assertThat(sessions.of(actor, NOW.plusSeconds(1), token)).isEmpty();
        Sessions tomorrow = new Sessions(database.database(), InstantSource.fixed(NOW.plus(Duration.ofHours(13))));
        assertThat(tomorrow.of(actor, Instant.EPOCH, token)).isEmpty();
    }
}
