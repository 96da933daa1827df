package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.accounts.webhook.Secret;
import org.openbloctel.registry.accounts.webhook.Webhooks;
import org.openbloctel.registry.callfiles.intake.Arrivals;
import org.openbloctel.registry.callfiles.intake.Inbox;
import org.openbloctel.registry.callfiles.intake.Writing;
import org.openbloctel.registry.calls.campaign.CampaignCover;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.rotation.Rewrapping;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.accounts.webhook.Receiver;
import org.openbloctel.server.platform.jobs.JobRunner;
import org.openbloctel.server.platform.programs.Program;
import org.openbloctel.server.platform.settings.SettingsException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The master key is rotated, the old one thrown away: all that was sealed before is read by the server of the new one. */
@Tag("check-long")
final class MasterKeyRotationIT {
    private static final String KEY = "obl_live_rotation0001";
    private static final String FILE = "Telephone;Identifiant\n0639980001;A1\n0639980002;A2\n";
    private static final byte[] LARGE = Program.bytes("Telephone\n" + "0639980003\n".repeat(2_000));
    private static final int HALF = LARGE.length / 2;
    private static final String CALLED = "\"number\":\"0639980004\",\"campaign\":\"";

    /** All that a master key wraps; each must have been there to be rotated. */
    private static final List<String> SEALED = List.of(
            "accounts.call_key",
            "accounts.campaign_keeping where key is not null",
            "accounts.certificate_key where private_key is not null",
            "accounts.credential where totp_offered is not null",
            "accounts.credential where totp_secret is not null",
            "accounts.incoming_file",
            "accounts.number_key",
            "accounts.outbox where sealed is not null",
            "accounts.submission where file_key is not null",
            "accounts.submission_checked",
            "accounts.submission_fingerprint_key",
            "accounts.submission_upload",
            "accounts.trace_key",
            "accounts.webhook where old_secret is not null");

    private static final Outbox.Message MAIL = new Outbox.Message(
            "c@example.org", Locale.FRENCH, "consumer/confirm", Map.of("link", "https://example.org/x"));

    private final String oldKey = Base64.getEncoder().encodeToString(MasterKeys.newDataKey());
    private final String newKey = Base64.getEncoder().encodeToString(MasterKeys.newDataKey());
    private ServerFixture first;
    private ServerFixture server;
    private Receiver receiver;
    private Caller caller;
    private Program program;

    @TempDir
    Path folder = Path.of(".");

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
        first = ServerFixture.start(settings(oldKey));
        server = first;
        first.bean(Outbox.class).put(MAIL);
        caller = new Caller(first, "000000018", "Exemple").withPlan(10_000, 100_000);
        program = new Program(first.address(), caller.key(KEY, "webhooks", "submissions", "calls", "verdicts"));
        // The caller has a second factor that is none.
        JdbcClient.create(first.database().owner())
                .sql("update accounts.credential set totp_secret = null")
                .update();
    }

    @AfterEach
    void stop() {
        server.close();
        receiver.close();
    }

    @Test
    void everythingIsReadOnceTheOldKeyIsGone() throws IOException {
        UUID enrolled = staff("a@example.org");
        SecondFactor.Offer inUse = factor().offer(enrolled, "OpenBloctel");
        factor().confirm(enrolled, code(inUse));
        UUID enrolling = staff("b@example.org");
        SecondFactor.Offer offered = factor().offer(enrolling, "OpenBloctel");
        Secret secret = webhook();
        String campaign = campaign();
        server.bean(CampaignCover.class).keepNumbers(caller.company(), UUID.fromString(campaign), "test");
        JsonNode submitted = program.submitted("a.csv", "&campaign=" + campaign, Program.bytes(FILE));
        assertThat(Program.comesTrue(() -> {
                    server.hurry("campaign.follow");
                    return kept(campaign) == 2;
                }))
                .isTrue();
        post(
                "/api/v1/calls",
                "{\"calls\":[{\"id\":\"c1\"," + CALLED + campaign
                        + "\",\"at\":\"2026-11-24T14:00:00+01:00\",\"outcome\":\"refused\"}]}",
                200);
        String upload = begin();
        append(upload, 0, HALF);
        Arrivals.Folder place = new Arrivals.Folder(caller.company(), caller.company(), "");
        Writing begun = server.bean(Inbox.class).open(place, "test", "b.csv", true);
        begun.append(0, LARGE, 0, HALF);
        begun.cut();
        server.bean(Publication.class).importNumbers(new ByteArrayInputStream(Program.bytes("0639980009\n")));
        SEALED.forEach(what -> assertThat(count(what)).as(what).isPositive());

        rotate();

        assertThat(Program.comesTrue(
                        () -> server.bean(Publication.class).status().fresh()))
                .isTrue();
        assertThat(server.bean(Publication.class).current().contains(33_639_980_009L))
                .isTrue();
        assertThat(program.file(program.settled(submitted.get("id").asString()), "forbidden"))
                .isEqualTo(FILE);
        assertThat(post("/api/v1/campaigns/" + campaign + "/recheck", "", 200).get("certificate"))
                .isNotNull();
        assertThat(post(
                                "/api/v1/verdicts",
                                "{\"calls\":[{" + CALLED + campaign + "\",\"at\":\"2026-11-24T16:00:00+01:00\"}]}",
                                200)
                        .toString())
                .contains("no-call-after-objection");
        append(upload, HALF, LARGE.length);
        assertThat(program.settled(upload.substring(upload.lastIndexOf('/') + 1))
                        .get("state")
                        .asString())
                .isEqualTo("READY");
        Writing resumed = server.bean(Inbox.class).open(place, "test", "b.csv", false);
        resumed.append(HALF, LARGE, HALF, LARGE.length - HALF);
        assertThat(resumed.finish()).isPresent();
        delivered(secret.text());
        assertThat(factor().offer(enrolling, "OpenBloctel").letters()).isEqualTo(offered.letters());
        assertThat(factor().confirm(enrolling, code(offered))).isNotEmpty();
        assertThatCode(() -> factor().check(enrolled, code(inUse))).doesNotThrowAnyException();
    }

    /** It would answer from an empty list otherwise, or seal new numbers under a second key. */
    @Test
    void serverWhoseKeysDoNotOpenTheNumbersDoesNotStart() {
        assertThatThrownBy(() -> first.startAnother(settings(newKey)))
                .hasStackTraceContaining("BT-0611")
                .hasStackTraceContaining("Put the ring of master keys of this database into");
    }

    /** The data key leaked: the master keys stay, and every number stands under another key once the servers are started again. */
    @Test
    void numbersStandUnderANewKeyOnceTheServersWereStopped() throws Exception {
        server.bean(Publication.class).importNumbers(new ByteArrayInputStream(Program.bytes("0639980009\n")));
        Path config = Files.writeString(
                folder.resolve("owner.properties"),
                "openbloctel.database.url=" + first.database().url() + "\nopenbloctel.master-key=" + oldKey + "\n");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
        List<String> arguments = List.of("--reseal-numbers", "--config", config.toString());
        assertThatThrownBy(() -> ResealCommand.run(arguments, System.out))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("stop all servers");
        String before = block();
        server.close();
        disconnect();
        assertThat(ResealCommand.run(arguments, System.out)).contains("2 rows were sealed anew", "Start the servers");
        assertThat(block()).isNotEqualTo(before);
        assertThat(count("accounts.audit_entry where action = 'numbers.resealed'"))
                .isEqualTo(1);
        server = first.startAnother(settings(oldKey));
        assertThat(Program.comesTrue(
                        () -> server.bean(Publication.class).status().fresh()))
                .isTrue();
        assertThat(server.bean(Publication.class).current().contains(33_639_980_009L))
                .isTrue();
        server.close();
        JdbcClient.create(first.database().owner())
                .sql("update accounts.number_key set next = wrapped")
                .update();
        assertThatThrownBy(() -> first.startAnother(settings(oldKey)))
                .hasStackTraceContaining("BT-0612")
                .hasStackTraceContaining("bloctel serve --reseal-numbers");
    }

    private String block() {
        return JdbcClient.create(first.database().owner())
                .sql("select string_agg(number::text, ' ') from list.opposition")
                .query(String.class)
                .single();
    }

    /** The connections that this test keeps to its database. */
    private void disconnect() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(first.database().url());
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
        }
    }

    /** One that signs with an old secret, too. */
    private Secret webhook() {
        String made = post(
                        "/api/v1/webhooks",
                        "{\"url\":\"" + receiver.url() + "\",\"events\":[\"submission.ready\"]}",
                        201)
                .get("id")
                .asString();
        return server.bean(Webhooks.class).rotate(caller.company(), UUID.fromString(made), "test");
    }

    private String campaign() {
        return post(
                        "/api/v1/campaigns",
                        "{\"name\":\"Suivi\",\"sector\":\"other\",\"startsOn\":\"2026-11-01\",\"endsOn\":\"2026-12-31\"}",
                        201)
                .get("id")
                .asString();
    }

    /** A server with both keys, until it has wrapped all anew; then one with the new key alone. */
    private void rotate() {
        server.close();
        server = first.startAnother(settings(newKey + "," + oldKey));
        Rewrapping rewrapping = server.bean(Rewrapping.class);
        assertThat(rewrapping.standing().older()).isPositive();
        server.bean(JobRunner.class).runNow("master-key.rewrap");
        assertThat(Program.comesTrue(() -> rewrapping.standing().older() == 0)).isTrue();
        server.close();
        server = first.startAnother(settings(newKey));
        server.clock().move(Duration.ofMinutes(1));
        program = new Program(server.address(), KEY);
        assertThat(server.bean(Rewrapping.class).standing()).isEqualTo(new Rewrapping.Standing(0, 0));
        assertThat(server.bean(Outbox.class).take(100))
                .as("mails that wait")
                .extracting(Outbox.Taken::message)
                .contains(MAIL);
    }

    private void delivered(String secret) {
        int before = receiver.got().size();
        program.submitted("c.csv", "", Program.bytes("0639980005\n"));
        assertThat(Program.comesTrue(() -> receiver.got().size() > before)).isTrue();
        Receiver.Got got = receiver.got().getLast();
        assertThatCode(() -> assertThat(got.header("webhook-signature").split(" "))
                        .hasSize(2)
                        .contains(new Webhook(secret)
                                .sign(got.id(), Long.parseLong(got.header("webhook-timestamp")), got.body())))
                .doesNotThrowAnyException();
    }

    private UUID staff(String email) {
        return server.bean(Staff.class)
                .add("Sacha Exemple", email, "Trois chevaux gris dans un pré", Locale.FRENCH, "system")
                .id();
    }

    private SecondFactor factor() {
        return server.bean(SecondFactor.class);
    }

    private String code(SecondFactor.Offer offer) {
        return Totp.code(offer.secret(), server.clock().instant());
    }

    private JsonNode post(String path, String body, int status) {
        HttpResponse<byte[]> answer =
                program.send("POST", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
        assertThat(answer.statusCode()).as(Program.text(answer)).isEqualTo(status);
        return Program.json(answer);
    }

    private int kept(String campaign) {
        return Program.json(program.get("/api/v1/campaigns/" + campaign))
                .at("/cover/keptNumbers/numbers")
                .asInt();
    }

    private long count(String what) {
        return JdbcClient.create(first.database().owner())
                .sql("select count(*) from " + what)
                .query(Long.class)
                .single();
    }

    private String begin() {
        String name = Base64.getEncoder().encodeToString(Program.bytes("pieces.csv"));
        HttpResponse<byte[]> begun = program.send(
                "POST",
                "/api/v1/uploads",
                BodyPublishers.noBody(),
                "Tus-Resumable",
                "1.0.0",
                "Upload-Length",
                Integer.toString(LARGE.length),
                "Upload-Metadata",
                "filename " + name);
        return begun.headers().firstValue("Location").orElseThrow();
    }

    private void append(String upload, int from, int to) {
        HttpResponse<byte[]> answer = program.send(
                "PATCH",
                upload,
                BodyPublishers.ofByteArray(LARGE, from, to - from),
                "Tus-Resumable",
                "1.0.0",
                "Upload-Offset",
                Integer.toString(from),
                "Content-Type",
                "application/offset+octet-stream");
        assertThat(answer.statusCode()).as(Program.text(answer)).isEqualTo(204);
    }

    private String[] settings(String masterKeys) {
        return new String[] {
            "openbloctel.master-key=" + masterKeys,
            "openbloctel.mail.sealed=true",
            "openbloctel.submissions.folder=" + folder,
            "openbloctel.webhooks.allow-private=true",
            "openbloctel.http.requests-a-minute.company=100000"
        };
    }
}
