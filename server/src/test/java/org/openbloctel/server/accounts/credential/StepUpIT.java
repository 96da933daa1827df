package org.openbloctel.server.accounts.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.Keys;
import org.openbloctel.registry.accounts.company.Member.Role;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.credential.Factors;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.StepUp;
import org.openbloctel.server.platform.forms.RefusedForm;

/** A session alone, stolen in the minute after the sign-in, gives no lasting power; its owner loses nothing they typed. */
final class StepUpIT {
    private static final String AGAIN = "/pro/second-facteur/a-nouveau";

    @Test
    void sessionAloneMakesNoKey() {
        Person owner = Person.owner();
        Visitor thief = owner.withSessionAlone();
        thief.get("/pro/cles");
        assertThat(way(thief.post("/pro/cles", Person.keyForm()))).isEqualTo(AGAIN);
        assertThat(SharedServer.get().bean(Keys.class).of(owner.company())).isEmpty();
        assertThat(owner.audited()).doesNotContain("key.made");
    }

    @Test
    void formIsFilledInAgainAfterTheProof() {
        Person owner = Person.owner();
        Visitor visitor = owner.withSessionAlone();
        visitor.get("/pro/cles");
        visitor.post("/pro/cles", Person.keyForm());
        assertThat(visitor.get(AGAIN).body()).contains("Rien n’est encore fait", "name=\"code\"");
        assertThat(way(visitor.post(AGAIN, Map.of("code", owner.code())))).isEqualTo("/pro/cles");
        assertThat(visitor.get("/pro/cles").body())
                .contains("value=\"Standard du matin\"", ">192.0.2.0/24<", "Votre saisie est revenue");
        assertThat(visitor.post("/pro/cles", Person.keyForm()).statusCode()).isEqualTo(200);
        assertThat(SharedServer.get().bean(Keys.class).of(owner.company())).hasSize(1);
    }

    /** A form of no page of its own comes back on the page that sent it. */
    @Test
    void chosenRoleIsChosenAgainAfterTheProof() {
        Person owner = Person.owner();
        Person colleague = owner.colleague(Role.AUDITOR);
        Visitor visitor = owner.withSessionAlone();
        String page = "/pro/membres/" + colleague.id();
        visitor.get(page);
        visitor.with("Referer", SharedServer.get().address() + page);
        assertThat(way(visitor.post(page + "/role", Map.of("role", "OWNER")))).isEqualTo(AGAIN);
        assertThat(SharedServer.get()
                        .bean(Members.class)
                        .find(colleague.id())
                        .orElseThrow()
                        .role())
                .isEqualTo(Role.AUDITOR);
        visitor.get(AGAIN);
        assertThat(way(visitor.post(AGAIN, Map.of("code", owner.code())))).isEqualTo(page);
        assertThat(visitor.get(page).body()).contains("value=\"OWNER\" selected");
    }

    @Test
    void pageThatWasAskedForOpensAfterTheProof() {
        Person owner = Person.owner();
        Visitor visitor = owner.withSessionAlone();
        assertThat(way(visitor.get("/pro/webhooks/nouveau"))).isEqualTo(AGAIN);
        visitor.get(AGAIN);
        assertThat(way(visitor.post(AGAIN, Map.of("code", owner.code())))).isEqualTo("/pro/webhooks/nouveau");
        assertThat(visitor.get("/pro/webhooks/nouveau").statusCode()).isEqualTo(200);
    }

    @Test
    void wrongOrUsedCodeProvesNothing() {
        Person owner = Person.owner();
        Visitor visitor = owner.atTheSecondFactor();
        String code = owner.code();
        visitor.post("/pro/second-facteur", Map.of("code", code));
        for (String wrong : List.of(code, "000000", "")) {
            visitor.get(AGAIN);
            HttpResponse<String> refused = visitor.post(AGAIN, Map.of("code", wrong));
            RefusedForm.assertThatItNames(refused, "code");
        }
        assertThat(way(visitor.get("/pro/webhooks/nouveau"))).isEqualTo(AGAIN);
    }

    @Test
    void recoveryCodeProvesOnce() {
        Person owner = Person.owner();
        String code = SharedServer.get()
                .bean(Factors.class)
                .renewRecoveryCodes(owner.id(), new Factors.Proof.Code(owner.code()))
                .getFirst();
        Visitor visitor = owner.withSessionAlone();
        visitor.get(AGAIN);
        assertThat(way(visitor.post(AGAIN, Map.of("code", code)))).isEqualTo("/pro");
        assertThat(visitor.get("/pro/webhooks/nouveau").statusCode()).isEqualTo(200);
        RefusedForm.assertThatItNames(visitor.post(AGAIN, Map.of("code", code)), "code");
    }

    @Test
    void proofIsGoodInItsSessionAlone() {
        Person owner = Person.owner();
        Visitor thief = owner.withSessionAlone();
        assertThat(owner.signedIn().get("/pro/webhooks/nouveau").statusCode()).isEqualTo(200);
        assertThat(way(thief.get("/pro/webhooks/nouveau"))).isEqualTo(AGAIN);
    }

    @Test
    void proofIsGoodForTenMinutes() {
        Visitor visitor = Person.owner().signedIn();
        SharedServer.get().clock().move(StepUp.VALID.minusSeconds(1));
        assertThat(visitor.get("/pro/webhooks/nouveau").statusCode()).isEqualTo(200);
        SharedServer.get().clock().move(Duration.ofSeconds(1));
        assertThat(way(visitor.get("/pro/webhooks/nouveau"))).isEqualTo(AGAIN);
    }

    @Test
    void scriptIsRefusedWithAProblem() {
        Visitor thief = Person.owner().withSessionAlone();
        thief.get("/pro/cles");
        HttpResponse<String> refused = thief.with("Accept", "application/json").post("/pro/cles", Person.keyForm());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("BT-0104");
    }
}
