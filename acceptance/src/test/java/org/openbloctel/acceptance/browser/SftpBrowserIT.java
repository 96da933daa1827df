package org.openbloctel.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.openbloctel.registry.accounts.company.SftpKeys;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;

/** The page for SFTP: keys are added, refused and revoked; what to type is there to be copied. */
final class SftpBrowserIT extends BrowserJourney {
    private static final String LINE =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDxZRusLC4wFfWJ65fNd7Gpy+qke20hn7Korz6zWER+L exemple@agence.example";

    @BeforeAll
    static void start() {
        start(ServerFixture.start("openbloctel.sftp.port=0"));
    }

    static Stream<Look> looks() {
        return Look.ways(Look.WIDE, Look.WIDE.narrow().withoutScript());
    }

    @Journey
    void keyIsAddedAndRevoked(Look look) {
        Caller caller = new Caller(server, look.script() ? "000000018" : "000000026", "Fenêtres & Fils");
        SftpKeys keys = server.bean(SftpKeys.class);
        try (Window window = open(look)) {
            window.page().navigate(server.address() + server.signInPath(caller.owner(true)));
            window.go("/pro/sftp");
            window.sees("Aucune clé pour l’instant").sees(caller.siren()).examineEveryWay("sftp-none");
            assertThat(window.page().locator("pre").first().innerText().lines())
                    .hasSize(4)
                    .contains("put prospects.csv in/");
            window.press("Ajouter la clé").examineEveryWay("sftp-wrong");
            window.fill("Nom", "Export de nuit");
            window.fill("Clé publique", "-----BEGIN OPENSSH PRIVATE KEY-----");
            window.press("Ajouter la clé").sees("Vous avez collé une clé privée");
            assertThat(window.page().locator("#line").inputValue()).isEmpty();
            window.fill("Clé publique", LINE).press("Ajouter la clé");
            window.sees("La clé est ajoutée").sees("SHA256:").examineEveryWay("sftp-one");
            SftpKeys.Key key = keys.of(caller.company()).getFirst();
            assertThat(keys.authenticate(caller.siren(), key.fingerprint())).contains(key);
            window.follow("Révoquer Export de nuit").examineEveryWay("sftp-revoke");
            window.press("Révoquer la clé").sees("La clé est révoquée").examineEveryWay("sftp-revoked");
            assertThat(keys.works(key.id())).isFalse();
        }
    }
}
