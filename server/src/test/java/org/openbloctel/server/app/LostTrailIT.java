package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.callfiles.certificate.CertificateSamples;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.TrailWatch;
import org.openbloctel.registry.platform.security.SecurityLog;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.settings.SettingsException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The owner of the database cuts the audit trail under a running server, and two people accept the loss, or do not. */
final class LostTrailIT {
    private static final String PAGE = "/operateur/journal";

    @TempDir
    private Path folder;

    private ServerFixture server;
    private JdbcClient owner;

    @BeforeEach
    void start() {
        server = ServerFixture.start(
                "openbloctel.operator.two-people=true",
                "openbloctel.security.log-file=" + folder.resolve("security.log"));
        owner = JdbcClient.create(server.database().owner());
        record(20);
        server.bean(TrailWatch.class).tick();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void cutIsFoundByTheServerItsPageAndTheDoctorAndAcceptedByTwoPeople() throws Exception {
        String asks = email(server.staff().id());
        server.bean(Certificates.class).issue(CertificateSamples.request(UUID.randomUUID(), "prospects.csv"));
        long seen = seq();
        cut(10);
        assertThat(doctor()).contains("DR-213").doesNotContain("DR-20");

        server.bean(TrailWatch.class).tick();
        assertThat(doctor()).contains("DR-213", "DR-214");
        server.bean(SecurityLog.class).flush();
        assertThat(Files.readString(folder.resolve("security.log")))
                .contains("\"kind\":\"trail-head\"", "\"kind\":\"trail-lost\"", "\"subject\":\"audit:" + seen + " ");
        assertThat(owner.sql("select distinct kind from accounts.security_event where kind like 'TRAIL%'")
                        .query(String.class)
                        .list())
                .containsExactly("TRAIL_LOST");
        assertThat(mails("alarm/trail-lost")).isPositive();
        record(2);
        assertThat(seq()).as("acts go on, entries wait").isEqualTo(seen - 10);

        Visitor second = server.visitor(server.staff());
        assertThat(second.get(PAGE).body())
                .contains("manquent ou sont d’autres entrées", "bloctel audit accept-restore --as")
                .doesNotContain("/operateur/journal/perte");
        assertThat(command(asks)).contains("audit", "another of the operator’s people", asks);
        assertThat(command(asks)).contains("waits for its confirmation");
        assertThat(mails("alarm/restore-asked")).isPositive();
        assertThat(seq()).isEqualTo(seen - 10);

        assertThat(second.get(PAGE).body()).contains("/operateur/journal/perte");
        assertThat(second.post(PAGE + "/perte", Map.of("digest", shown(second).replaceAll("[0-9a-f]$", "x")))
                        .body())
                .contains("BT-0122");
        second.post(PAGE + "/perte", Map.of("digest", shown(second)));
        assertThat(second.get(PAGE).body()).doesNotContain("bloctel audit accept-restore");
        server.bean(AuditTrail.class).chainLeft(Duration.ofSeconds(-1));
        record(1);
        assertThat(owner.sql("select count(*) from accounts.audit_waiting")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(doctor()).doesNotContain("DR-2");
        assertThat(command(asks)).contains("there is nothing to accept");
    }

    @Test
    @Tag("check-long")
    void personWhoAskedDoesNotConfirm() {
        UUID first = server.staff().id();
        cut(1);
        server.bean(TrailWatch.class).tick();
        command(email(first));
        Visitor alone = server.visitor(new SignedIn.Staff(first, true));
        assertThat(alone.post(PAGE + "/perte", Map.of("digest", shown(alone))).body())
                .contains("BT-0120");
        assertThat(server.bean(AuditTrail.class).isContradicted()).isTrue();
    }

    @Test
    @Tag("check-long")
    void operatorOfOnePersonAcceptsByTheCommandAlone() throws IOException {
        Path config = Files.writeString(folder.resolve("one.properties"), "openbloctel.operator.two-people=false\n");
        String asks = email(server.staff().id());
        cut(1);
        server.bean(TrailWatch.class).tick();
        assertThat(AuditCommand.run(words(asks, "--config", config.toString()), server.clock()))
                .contains("accepted");
        server.bean(TrailWatch.class).tick();
        assertThat(server.bean(AuditTrail.class).isContradicted()).isFalse();
    }

    @Test
    @Tag("check-long")
    void commandSaysWhatItLacks() {
        assertThatThrownBy(() -> AuditCommand.run(List.of(), server.clock()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("accept-restore");
        assertThatThrownBy(() -> AuditCommand.run(List.of("accept-restore"), server.clock()))
                .hasMessageContaining("--as");
        assertThatThrownBy(() -> command("nobody@example.org")).hasMessageContaining("none of the operator's people");
    }

    private String command(String asks) {
        return AuditCommand.run(words(asks), server.clock());
    }

    private List<String> words(String asks, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "accept-restore",
                "--lang=en",
                "--as",
                asks,
                "--data",
                server.folder().toString(),
                "--db",
                server.database().url()));
        words.addAll(List.of(more));
        return words;
    }

    private String doctor() {
        return DoctorCommand.run(
                        List.of(
                                "--json",
                                "--data",
                                server.folder().toString(),
                                "--db",
                                server.database().url()),
                        server.clock())
                .text();
    }

    private static String shown(Visitor visitor) {
        String page = visitor.get(PAGE).body();
        return page.replaceAll("(?s).*name=\"digest\" value=\"([^\"]+)\".*", "$1");
    }

    private void record(int entries) {
        server.clock().move(Duration.ofSeconds(1)); // an entry that the chain has is not chained again
        for (int i = 0; i < entries; i++) {
            server.bean(AuditTrail.class).record(new AuditEntry("system", "test.one", "test:" + i, Map.of()));
        }
    }

    private String email(UUID person) {
        return server.bean(Staff.class).find(person).orElseThrow().email();
    }

    private long mails(String template) {
        return owner.sql("select count(*) from accounts.outbox where template = ?")
                .param(template)
                .query(Long.class)
                .single();
    }

    private long seq() {
        return owner.sql("select seq from accounts.audit_head")
                .query(Long.class)
                .single();
    }

    private void cut(int entries) {
        long last = seq() - entries;
        owner.sql("delete from accounts.audit_entry where seq > ?").param(last).update();
        owner.sql(
                        "update accounts.audit_head set (seq, hash) = (select seq, hash from accounts.audit_entry where seq = ?)")
                .param(last)
                .update();
    }
}
