package org.openbloctel.server.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.Member.Role;
import org.openbloctel.registry.accounts.company.SealingKeys;
import org.openbloctel.registry.platform.filevault.AgeKey;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.forms.RefusedForm;

/** The page of the key to which results are sealed: an owner registers, replaces, withdraws and cancels, and all members see how it stands. */
final class SealingPagesIT {
    private static final String PAGE = "/pro/scellement";

    private static List<String> recipients(Person of) {
        return SharedServer.get().bean(SealingKeys.class).recipients(List.of(of.company()));
    }

    private static HttpResponse<String> register(Visitor visitor, String recipient) {
        visitor.get(PAGE);
        return visitor.post(PAGE, Map.of("recipient", recipient));
    }

    @Test
    void ownerRegistersAtOnceReplacesInThreeDaysAndCancels() {
        Person owner = Person.owner();
        Visitor visitor = owner.signedIn();
        String first = AgeKey.make().recipient();
        String second = AgeKey.make().recipient();
        assertThat(visitor.get(PAGE).body()).contains("Aucune clé", "bloctel keygen", "age-keygen");

        assertThat(way(register(visitor, first))).isEqualTo(PAGE);
        assertThat(visitor.get(PAGE).body()).contains(first);
        assertThat(recipients(owner)).containsExactly(first);

        assertThat(way(register(visitor, second))).isEqualTo(PAGE);
        assertThat(visitor.get(PAGE).body()).contains(first, second, "Annuler ce changement");
        assertThat(recipients(owner)).containsExactly(first);
        assertThat(register(visitor, AgeKey.make().recipient()).body()).contains(second, "Annuler ce changement");

        assertThat(way(visitor.post(PAGE + "/annuler", Map.of()))).isEqualTo(PAGE);
        assertThat(visitor.get(PAGE).body()).contains(first).doesNotContain(second);

        assertThat(visitor.get(PAGE + "/retirer").body()).contains(first, "72");
        assertThat(way(visitor.post(PAGE + "/retirer", Map.of()))).isEqualTo(PAGE);
        assertThat(visitor.get(PAGE).body()).contains("Annuler ce changement");
        assertThat(recipients(owner)).containsExactly(first);
        assertThat(owner.audited())
                .contains(
                        "sealing-key.registered",
                        "sealing-key.replaced",
                        "sealing-key.change-cancelled",
                        "sealing-key.withdrawn");
    }

    @Test
    void sessionAloneAndOtherRolesChangeNothing() {
        Person owner = Person.owner();
        Visitor session = owner.withSessionAlone();
        session.get(PAGE);
        assertThat(session.post(PAGE, Map.of("recipient", AgeKey.make().recipient()))
                        .statusCode())
                .isNotEqualTo(200);
        assertThat(recipients(owner)).isEmpty();
        String key = AgeKey.make().recipient();
        SharedServer.get().bean(SealingKeys.class).register(owner.member(), key);
        session.post(PAGE + "/retirer", Map.of());
        assertThat(SharedServer.get()
                        .bean(SealingKeys.class)
                        .of(owner.company())
                        .changesAt())
                .isEmpty();
        for (Role role : List.of(Role.OPERATOR, Role.AUDITOR)) {
            Visitor colleague = owner.colleague(role).signedIn();
            assertThat(colleague.get(PAGE).body()).contains(key).doesNotContain("name=\"recipient\"");
            assertThat(colleague
                            .post(PAGE, Map.of("recipient", AgeKey.make().recipient()))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(colleague.post(PAGE + "/retirer", Map.of()).statusCode()).isEqualTo(403);
        }
        assertThat(recipients(owner)).containsExactly(key);
    }

    @Test
    void privateKeyIsRefusedAndNotShownAgain() {
        Person owner = Person.owner();
        String secret = AgeKey.make().identity();

        HttpResponse<String> refused = register(owner.signedIn(), secret);

        RefusedForm.assertThatItNames(refused, "recipient");
        assertThat(refused.body()).contains("une clé privée").doesNotContain(secret);
        assertThat(recipients(owner)).isEmpty();
    }

    @Test
    void operatorSeesThatResultsAreSealed() {
        Person owner = Person.owner();
        String account = "/operateur/comptes/" + owner.company();
        Visitor operator = Person.staff().signedIn();
        assertThat(operator.get(account).body()).contains("Non scellés");
        register(owner.signedIn(), AgeKey.make().recipient());
        assertThat(operator.get(account).body()).contains("Scellés à une clé de l’entreprise");
    }
}
