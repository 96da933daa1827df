package org.openbloctel.acceptance.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.openbloctel.acceptance.browser.Browser;
import org.openbloctel.acceptance.browser.Look;
import org.openbloctel.acceptance.browser.Window;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.server.app.Visitor;

/**
 * The people at a shipped server whose clock moves, in a browser or without one. Each code of an authenticator is a new one: the
 * clock moves on before it. For one thread.
 */
final class Cast {
    /** The password of people who choose one. */
    static final String PASSWORD = "Trois chevaux gris dans un pré";

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Duration STEP = Duration.ofSeconds(31);

    private final ShippedServer server;
    private final Browser browser;

    Cast(ShippedServer server, Browser browser) {
        this.server = server;
        this.browser = browser;
    }

    LocalDate today() {
        return LocalDate.ofInstant(server.now(), PARIS);
    }

    String code(String secret) {
        server.move(STEP);
        return Totp.code(secret, server.now());
    }

    Window visitor() {
        return browser.open(server.address(), Look.WIDE);
    }

    /** Signed in with password and authenticator. */
    Window enter(String who, String space) throws IOException {
        Window window = visitor();
        password(window, space, server.email(who), server.password(who));
        code(window, server.secret(who));
        assertThat(window.path()).isEqualTo(space);
        return window;
    }

    /** Signed in without a browser, the second factor given again. */
    Visitor program(String who, String space) throws IOException {
        server.move(STEP);
        Visitor visitor = server.signedIn(who, space);
        server.move(STEP);
        server.stepUp(visitor, who, space);
        return visitor;
    }

    /** Gives the password. */
    void password(Window window, String space, String email, String password) {
        window.go(space + "/connexion");
        window.fill("Adresse électronique", email)
                .fill("Mot de passe", password)
                .press("Continuer");
    }

    /** Gives the second factor. */
    void code(Window window, String secret) {
        window.fill("Code à 6 chiffres", code(secret)).press("Se connecter");
    }

    /** Makes an authenticator; answers its key. */
    String enrol(Window window) {
        String secret = window.page().locator("p.secret").innerText().replaceAll("\\s", "");
        window.fill("Code à 6 chiffres", code(secret)).press("Activer").sees("Notez vos codes de secours");
        window.follow("Je les ai notés, continuer");
        return secret;
    }

    /** Presses what needs the second factor again, gives it, and presses again. */
    Window prove(Window window, String button, String secret) {
        window.press(button);
        stepUp(window, secret);
        return window.press(button);
    }

    /** Gives the second factor again, where it is asked for. */
    void stepUp(Window window, String secret) {
        window.sees("Votre second facteur, à nouveau")
                .fill("Code à 6 chiffres", code(secret))
                .press("Continuer");
    }
}
