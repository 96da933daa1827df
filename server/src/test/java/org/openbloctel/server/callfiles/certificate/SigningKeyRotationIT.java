package org.openbloctel.server.callfiles.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.callfiles.certificate.CertificateSamples;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.jobs.JobRunner;
import org.openbloctel.server.platform.programs.Program;

/** The key that signs certificates grows old: the nightly job makes another, once for all servers, and old certificates verify. */
@Tag("check-long")
final class SigningKeyRotationIT {
    @Test
    void keyGivesWayToANewOneOnceItIsAsOldAsTheSettingSays() {
        String days = "openbloctel.certificates.key-days=30";
        try (ServerFixture first = ServerFixture.start(days);
                ServerFixture second = first.startAnother(Stream.concat(Stream.of(days), Stream.of(first.shared()))
                        .toArray(String[]::new))) {
            Certificates.Issued old = first.bean(Certificates.class)
                    .issue(CertificateSamples.request(UUID.randomUUID(), "prospects.csv"));
            later(Duration.ofDays(29), first, second);
            first.bean(JobRunner.class).runNow("certificate.rotate-key");
            assertThat(Program.comesTrue(() -> first.bean(JobRunner.class)
                            .next("certificate.rotate-key")
                            .isPresent()))
                    .isTrue();
            assertThat(keys(first)).isEqualTo(1);

            later(Duration.ofDays(1), first, second);
            assertThat(Program.comesTrue(() -> first.bean(JobRunner.class).runNow("certificate.rotate-key")))
                    .isTrue();
            assertThat(Program.comesTrue(() -> keys(first) == 2)).isTrue();
            assertThat(second.bean(Certificates.class).rotateIfOlderThan(30, "system"))
                    .isFalse();
            assertThat(keys(second)).isEqualTo(2);
            assertThat(second.visitor().get("/verifier/" + old.id()).statusCode())
                    .isEqualTo(200);
            assertThat(first.bean(AuditTrail.class).about("certificate-key:" + newest(first), 10))
                    .hasSize(1);
        }
    }

    private static void later(Duration by, ServerFixture... servers) {
        for (ServerFixture server : servers) {
            server.clock().move(by);
        }
    }

    private static int keys(ServerFixture server) {
        return jwks(server).split("\"kid\":").length - 1;
    }

    private static String newest(ServerFixture server) {
        return jwks(server).split("\"kid\":\"", 2)[1].split("\"", 2)[0];
    }

    private static String jwks(ServerFixture server) {
        return server.visitor().get("/.well-known/jwks.json").body();
    }
}
