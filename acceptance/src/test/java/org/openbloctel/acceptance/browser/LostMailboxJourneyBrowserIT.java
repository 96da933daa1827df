package org.openbloctel.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.consumer.LostMailboxes;
import org.openbloctel.registry.accounts.consumer.NumberCodes;
import org.openbloctel.server.app.ServerFixture;

/**
 * A consumer whose mailbox is lost proves a number and gets another address, after a delay in which the old one may stop the change; each
 * page and state is scanned.
 */
final class LostMailboxJourneyBrowserIT extends BrowserJourney {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = new Gateway();
        start(ServerFixture.startAtItsAddress(gateway.settings()));
    }

    @AfterAll
    static void closeGateway() {
        gateway.close();
    }

    static Stream<Look> looks() {
        return Look.threeWays();
    }

    /** A number that its owner has proved, with this address. */
    private static String registered(String email) {
        String number = String.format(Locale.ROOT, "05 36 49 81 %02d", COUNT.getAndIncrement());
        Consumers consumers = server.bean(Consumers.class);
        NumberCodes codes = server.bean(NumberCodes.class);
        consumers.ask(number, email, Locale.FRENCH);
        Consumers.Opposed.CodeNeeded one = (Consumers.Opposed.CodeNeeded) consumers.confirm(mails.token(email));
        codes.send(one.consumer(), one.request(), NumberCodes.Sender.Channel.SMS);
        codes.enter(one.consumer(), one.request(), gateway.code());
        return number;
    }

    private static String newEmail() {
        return UUID.randomUUID() + "@example.org";
    }

    @Journey
    void addressIsReplacedAfterTheDelay(Look look) {
        String old = newEmail();
        String email = newEmail();
        String number = registered(old);
        try (Window window = open(look)) {
            prove(window, number, email);
            window.go("/espace/adresse-perdue/arret?jeton=" + mails.token(old));
            window.examine("lost-stop");
            server.clock().move(Duration.ofDays(8));
            awaitChange(window, old);
            assertThat(mails.to(old)).contains("consumer/lost-mailbox-told", "consumer/address-changed");
            window.go("/espace/connexion");
            window.fill("Adresse électronique", email).press("Recevoir un lien").examine("sign-in-sent");
            window.go("/espace/ouvrir?jeton=" + mails.token(email));
            window.examine("sign-in-link");
            window.page().locator("main form button").first().click();
            window.arrives("/espace").sees(number);
        }
    }

    @Test
    void ownerOfTheOldAddressStopsTheChange() {
        String old = newEmail();
        String email = newEmail();
        String number = registered(old);
        try (Window window = open(Look.WIDE)) {
            prove(window, number, email);
            String stop = "/espace/adresse-perdue/arret?jeton=" + mails.token(old);
            window.go(stop);
            window.page().locator("main form button").first().click();
            window.arrives("/espace/connexion")
                    .sees("Le changement d’adresse est arrêté")
                    .examineEveryWay("lost-stopped");
            assertThat(window.go(stop)).isEqualTo(410);
            window.examineEveryWay("lost-stop-over");
        }
        server.clock().move(Duration.ofDays(8));
        server.bean(LostMailboxes.class).changeDue(100);
        assertThat(mails.to(old)).doesNotContain("consumer/address-changed");
        assertThat(mails.to(email)).containsExactly("consumer/lost-mailbox");
    }

    /** The job's own turn, which is due as well, may be under way: then this one leaves the change to it. */
    private static void awaitChange(Window window, String old) {
        for (int i = 0; i < 100 && !mails.to(old).contains("consumer/address-changed"); i++) {
            server.hurry("consumer.change-lost-addresses");
            window.page().waitForTimeout(100);
        }
    }

    /** From the page of the sign-in to the code. */
    private static void prove(Window window, String number, String email) {
        window.go("/espace/connexion");
        window.follow("J’ai perdu l’accès à ma messagerie").sees("Nous ne disons pas ici si un numéro est inscrit");
        window.examine("lost-mailbox").press("Recevoir un lien");
        assertThat(window.page().title()).startsWith("Erreur");
        window.examine("lost-mailbox-wrong");
        window.fill("Un numéro de votre compte", number)
                .fill("Votre nouvelle adresse", email)
                .press("Recevoir un lien");
        window.sees(email).examine("lost-mailbox-sent");
        window.go("/espace/adresse-perdue/code?jeton=" + mails.token(email));
        window.sees("il prouve que vous disposez de cette ligne").examine("lost-code");
        assertThat(window.page().content()).doesNotContain(number.replace(' ', '\u00a0'));
        window.press("Par SMS").sees("Le code est envoyé");
        window.fill("Code reçu", gateway.code().equals("000000") ? "111111" : "000000")
                .press("Vérifier");
        window.sees("Essais restants").examine("lost-code-wrong");
        window.fill("Code reçu", gateway.code()).press("Vérifier");
        window.sees("la nouvelle adresse remplace l’ancienne le").examine("lost-done");
    }
}
