package org.openbloctel.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.openbloctel.server.accounts.webhook.Receiver;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;

/** A webhook is added, tried against a server that fails and one that answers, sent again, stopped and removed. */
final class WebhookJourneyBrowserIT extends BrowserJourney {
    private static int count;

    @BeforeAll
    static void start() {
        start(ServerFixture.startAtItsAddress("openbloctel.webhooks.allow-private=true"));
    }

    static Stream<Look> looks() {
        return Look.ways(Look.WIDE.narrow().byKeyboard(), Look.WIDE.withoutScript());
    }

    @Journey
    void webhookIsAddedTriedSentAgainStoppedAndRemoved(Look look) throws IOException {
        Caller caller = new Caller(server, count++ == 0 ? "000000018" : "000000026", "Appels du Midi");
        try (Receiver receiver = new Receiver();
                Window window = open(look, caller.owner(true))) {
            window.go("/pro/webhooks");
            window.sees("Aucun webhook").examineEveryWay("webhooks-none");
            window.follow("Ajouter un webhook").examineEveryWay("webhook-new");
            window.fill("Adresse", "exemple.fr").press("Ajouter le webhook");
            window.sees("adresse complète en https").examineEveryWay("webhook-wrong");
            window.fill("Adresse", receiver.url())
                    .fill("Description (facultatif)", "CRM de production")
                    .press("Ajouter le webhook");
            window.sees("whsec_").examineEveryWay("webhook-secret").follow("Je l’ai copié, continuer");
            tries(window, receiver);
            window.follow("Changer le secret").examineEveryWay("webhook-rotate").press("Changer le secret");
            window.sees("deux signatures").follow("Je l’ai copié, continuer");
            window.sees("L’ancien secret signe jusqu’au");
            window.press("Désactiver").sees("Désactivé par votre entreprise").examineEveryWay("webhook-disabled");
            window.follow("Webhooks").examineEveryWay("webhooks-one");
            window.follow("CRM de production").follow("Supprimer").examineEveryWay("webhook-remove");
            window.press("Supprimer le webhook").sees("Le webhook est supprimé");
        }
    }

    private static void tries(Window window, Receiver receiver) {
        String path = window.path();
        window.sees("Rien n’a encore été envoyé").examineEveryWay("webhook-untried");
        receiver.answers(500);
        window.press("Envoyer un essai").sees("L’essai part");
        await(window, path, "Aucun envoi n’a réussi");
        window.examineEveryWay("webhook-failing");
        window.follow("Essai").sees("un statut qui n’est pas un succès").examineEveryWay("webhook-delivery");
        String delivery = window.path();
        receiver.answers(200);
        window.press("Essayer maintenant").sees("L’envoi repart");
        await(window, delivery, "Reçu");
        window.examineEveryWay("webhook-delivered");
        window.follow("Tous les envois de CRM de production").sees("reçu");
        assertThat(receiver.got().stream().map(Receiver.Got::id).distinct()).hasSize(1);
    }

    private static void await(Window window, String path, String text) {
        for (int i = 0; i < 100; i++) {
            window.go(path);
            if (window.page().locator("main").innerText().contains(text)) {
                return;
            }
            window.page().waitForTimeout(100);
        }
        window.sees(text);
    }
}
