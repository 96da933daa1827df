package org.openbloctel.registry.platform.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Codes are permanent: one for each kind of refusal. */
final class RefusalTest {
    private static final List<Class<?>> KINDS = Arrays.stream(Refusal.class.getPermittedSubclasses())
            .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
            .toList();

    @Test
    void everyKindHasACodeOfItsOwn() {
        assertThat(KINDS)
                .extracting(kind -> kind.getAnnotation(Refusal.Code.class).value())
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("BT-0[1-9]\\d\\d"));
    }

    @Test
    void fieldsAreTheArgumentsOfTheMessage() {
        Refusal refusal = new RequestRefusal.TooManyRequests(30);
        assertThat(refusal.arguments()).containsExactly(30L);
        assertThat(refusal.code()).isEqualTo("BT-0702");
        assertThat(refusal.category()).isEqualTo(Refusal.Category.CAPACITY);
    }
}
