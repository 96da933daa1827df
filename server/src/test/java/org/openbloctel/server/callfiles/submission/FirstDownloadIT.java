package org.openbloctel.server.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.callfiles.submission.CallFileServer.FILE;
import static org.openbloctel.server.callfiles.submission.CallFileServer.bytes;
import static org.openbloctel.server.callfiles.submission.CallFileServer.id;
import static org.openbloctel.server.callfiles.submission.CallFileServer.path;

import java.net.HttpCookie;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.credential.KnownDevices;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.access.StepUp;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A session that was carried to another browser or network takes no file; the owners are told of each place that is new. */
final class FirstDownloadIT {
    private static final String AGAIN = "/pro/second-facteur/a-nouveau";
    private static final String HOME = "192.0.2.7";

    private static CallFileServer world;
    private static int sirens = 300;

    @BeforeAll
    static void start() {
        world = new CallFileServer(ServerFixture.start("openbloctel.http.trusted-proxies=127.0.0.1"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static Caller company() {
        return new Caller(world.server(), "000000" + ++sirens, "Exemple " + sirens).withPlan(1000, 100_000);
    }

    /** A browser in which somebody signs in, which gets a token for it. */
    private static String device(SignedIn.Member who) {
        return world.server().bean(KnownDevices.class).remember(who.id(), KnownDevices.UNKNOWN);
    }

    /** A browser with this token, at this address, whose second factor was given again too long ago. */
    private static Visitor withSessionAlone(SignedIn.Member who, String device, String address) {
        Visitor visitor = proved(who, device, address);
        world.server().clock().move(StepUp.VALID.plusSeconds(1));
        return visitor;
    }

    private static Visitor proved(SignedIn.Member who, String device, String address) {
        Visitor visitor = world.server().visitor().with("X-Forwarded-For", address);
        if (!device.isEmpty()) {
            HttpCookie cookie = new HttpCookie("openbloctel_device", device);
            cookie.setPath("/");
            cookie.setVersion(0);
            visitor.cookies().getCookieStore().add(world.server().address(), cookie);
        }
        visitor.get(world.server().signInPath(who));
        return visitor;
    }

    private static String submitted(Caller caller) {
        Visitor visitor = proved(caller.owner(true), "", HOME);
        visitor.get("/pro/depots/nouveau");
        return world.submitted(visitor, "prospects.csv", bytes(FILE));
    }

    private static int taken(String page) {
        return rows().sql("select count(*) from accounts.submission_download where submission = ?")
                .param(id(page))
                .query(Integer.class)
                .single();
    }

    /** The acts that the owner was told of by mail. */
    private static List<String> told(Caller caller) {
        return rows().sql("select parameters[array_position(parameters, 'act') + 1] from accounts.outbox"
                        + " where template = 'company/act' and recipient = ? order by created_at, id")
                .param(caller.email())
                .query(String.class)
                .list();
    }

    private static JdbcClient rows() {
        return JdbcClient.create(world.server().database().owner());
    }

    private static void assertAsksAgain(Visitor visitor, String page) {
        int before = taken(page);
        HttpResponse<String> answer = visitor.get(page + "/fichiers/callable");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(path(answer)).isEqualTo(AGAIN);
        assertThat(taken(page)).isEqualTo(before);
    }

    @Test
    void sessionThatWasCarriedElsewhereTakesNoFile() {
        Caller caller = company();
        SignedIn.Member owner = caller.owner(true);
        String home = device(owner);
        String page = submitted(caller);
        assertThat(proved(owner, home, HOME).file(page + "/fichiers/callable").statusCode())
                .isEqualTo(200);
        assertThat(withSessionAlone(owner, home, "192.0.2.200")
                        .file(page + "/fichiers/callable")
                        .statusCode())
                .as("the same browser and network, another address of it")
                .isEqualTo(200);
        assertAsksAgain(withSessionAlone(owner, "", HOME), page);
        assertAsksAgain(withSessionAlone(owner, "guessed", HOME), page);
        assertAsksAgain(withSessionAlone(owner, device(owner), HOME), page);
        assertAsksAgain(withSessionAlone(owner, home, "198.51.100.7"), page);
        assertThat(told(caller)).containsExactly("submission.downloaded-elsewhere");
    }

    @Test
    void afterTheProofThePlaceIsKnownAndTheOwnersAreToldOnce() {
        Caller caller = company();
        SignedIn.Member owner = caller.owner(true);
        String home = device(owner);
        String page = submitted(caller);
        Visitor browser = withSessionAlone(owner, home, HOME);
        assertAsksAgain(browser, page);
        assertThat(told(caller)).isEmpty();
        HttpResponse<String> proof = browser.get(world.server().signInPath(owner));
        assertThat(proof.body())
                .as("a page, not a file, behind which the browser would stay")
                .isEqualTo(page);
        for (String kind : List.of("callable", "opposed", "callable")) {
            assertThat(browser.file(page + "/fichiers/" + kind).statusCode()).isEqualTo(200);
        }
        world.server().clock().move(StepUp.VALID.plusSeconds(1));
        assertThat(browser.file(page + "/fichiers/verdicts").statusCode()).isEqualTo(200);
        assertThat(told(caller)).containsExactly("submission.downloaded-elsewhere");
    }

    @Test
    void placeOfOneMemberIsNotAnothers() {
        Caller caller = company();
        SignedIn.Member owner = caller.owner(true);
        SignedIn.Member colleague = caller.colleague(SignedIn.Role.OPERATOR);
        String home = device(owner);
        String page = submitted(caller);
        assertThat(proved(owner, home, HOME).file(page + "/fichiers/callable").statusCode())
                .isEqualTo(200);
        assertAsksAgain(withSessionAlone(colleague, home, HOME), page);
    }

    @Test
    void placeIsForgottenAfterHalfAYearWithoutADownload() {
        Caller caller = company();
        SignedIn.Member owner = caller.owner(true);
        String home = device(owner);
        String page = submitted(caller);
        assertThat(proved(owner, home, HOME).file(page + "/fichiers/callable").statusCode())
                .isEqualTo(200);
        rows().sql("update accounts.download_place set seen_at = seen_at - interval '181 days' where actor = ?")
                .param(owner.actor())
                .update();
        assertAsksAgain(withSessionAlone(owner, home, HOME), page);
    }

    /** Length and digest of a short file are its answer. */
    @Test
    void askingAboutAFileNeedsTheProofToo() {
        Caller caller = company();
        String page = submitted(caller);
        Visitor browser = withSessionAlone(caller.owner(true), "", HOME);
        HttpResponse<String> head = browser.head(page + "/fichiers/callable");
        assertThat(head.statusCode())
                .isEqualTo(browser.get(page + "/fichiers/callable").statusCode())
                .isNotEqualTo(200);
        assertThat(head.headers().map()).doesNotContainKeys("ETag", "Digest");
    }

    /** A program that asks for length and digest before it downloads takes nothing yet: erased a day later, the file would be lost to it. */
    @Test
    void askingAboutAFileIsCountedAndDoesNotBeginItsErasure() {
        Caller caller = company();
        Program program =
                new Program(world.server().address(), caller.key("obl_live_headonly" + sirens, "submissions"));
        String self = "/api/v1/submissions/"
                + program.submitted("prospects.csv", "", bytes(FILE)).get("id").asString();
        String page = "/pro/depots/" + self.substring(self.lastIndexOf('/') + 1);
        Visitor browser = proved(caller.owner(true), "", HOME);
        HttpResponse<byte[]> head = program.send("HEAD", self + "/files/callable", BodyPublishers.noBody());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Digest")).isPresent();
        assertThat(browser.head(page + "/fichiers/callable").statusCode()).isEqualTo(200);
        assertThat(taken(page)).as("downloads that count").isEqualTo(2);
        assertThat(state(page)).isEqualTo("READY, downloaded at null");
        assertThat(program.get(self + "/files/callable").statusCode()).isEqualTo(200);
        assertThat(state(page)).startsWith("DELIVERED, downloaded at 20");
    }

    private static String state(String page) {
        return rows().sql("select format('%s, downloaded at %s', state, coalesce(downloaded_at::text, 'null'))"
                        + " from accounts.submission where id = ?")
                .param(id(page))
                .query(String.class)
                .single();
    }

    @Test
    void ownersAreToldOnceOfANetworkFromWhichAKeyForAllTakesFiles() {
        Caller caller = company();
        Program program =
                new Program(world.server().address(), caller.key("obl_live_anywhere" + sirens, "submissions"));
        JsonNode done = program.submitted("prospects.csv", "", bytes(FILE));
        String file = "/api/v1/submissions/" + done.get("id").asString() + "/files/callable";
        assertThat(told(caller)).isEmpty();
        for (String from :
                List.of("203.0.113.1", "203.0.113.9", "2001:db8:1::1", "2001:db8:1:ffff::2", "203.0.113.1")) {
            assertThat(program.get(file, "X-Forwarded-For", from).statusCode()).isEqualTo(200);
        }
        assertThat(told(caller)).containsExactly("key.downloaded-elsewhere", "key.downloaded-elsewhere");
    }

    @Test
    void keyThatNamesItsNetworksIsNotToldOf() {
        Caller caller = company();
        String key = caller.key("obl_live_networks" + sirens, "submissions");
        rows().sql("update accounts.api_key set networks = '{203.0.113.0/24,127.0.0.0/8}' where company = ?")
                .param(caller.company())
                .update();
        Program program = new Program(world.server().address(), key);
        JsonNode done = program.submitted("prospects.csv", "", bytes(FILE));
        String file = "/api/v1/submissions/" + done.get("id").asString() + "/files/callable";
        assertThat(program.get(file, "X-Forwarded-For", "203.0.113.1").statusCode())
                .isEqualTo(200);
        assertThat(program.get(file, "X-Forwarded-For", "198.51.100.1").statusCode())
                .isEqualTo(401);
        assertThat(told(caller)).isEmpty();
    }

    @Test
    void manyDownloadsAtOnceAreOneNewPlace() throws InterruptedException {
        Caller caller = company();
        Program program =
                new Program(world.server().address(), caller.key("obl_live_atonce__" + sirens, "submissions"));
        JsonNode done = program.submitted("prospects.csv", "", bytes(FILE));
        String file = "/api/v1/submissions/" + done.get("id").asString() + "/files/callable";
        List<Thread> threads = java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> Thread.startVirtualThread(() -> program.get(file, "X-Forwarded-For", "203.0.113." + i)))
                .toList();
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(60));
        }
        assertThat(told(caller)).containsExactly("key.downloaded-elsewhere");
    }
}
