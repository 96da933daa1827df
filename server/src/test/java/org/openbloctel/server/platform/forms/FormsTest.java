package org.openbloctel.server.platform.forms;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.ResolvableType;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.util.ClassUtils;
import org.springframework.validation.BindingResult;
import org.springframework.validation.DataBinder;
import org.springframework.validation.FieldError;

/** Every form of the portal, as Spring makes it of a request and shows it again. */
final class FormsTest {
    private static final String TYPED = "06 39 98 00 71";

    static Stream<Class<?>> forms() {
        return records(new AssignableTypeFilter(KeptForm.class));
    }

    private static Stream<Class<?>> records(TypeFilter filter) {
        var classes = new ClassPathScanningCandidateComponentProvider(false);
        classes.addIncludeFilter(filter);
        return classes.findCandidateComponents("org.openbloctel.server").stream()
                .<Class<?>>map(one -> ClassUtils.resolveClassName(String.valueOf(one.getBeanClassName()), null))
                .filter(Class::isRecord);
    }

    @Test
    void everyRecordThatIsCalledAFormIsKept() {
        assertThat(records(new RegexPatternTypeFilter(Pattern.compile(".*Form"))))
                .hasSizeGreaterThan(25)
                .containsExactlyInAnyOrderElementsOf(forms().toList());
    }

    /** A box that is not ticked is not sent, and programs send what they like. */
    @ParameterizedTest
    @MethodSource("forms")
    void formWithoutAnyFieldIsEmpty(Class<?> form) {
        DataBinder sent = bound(form, Map.of());
        assertThat(sent.getBindingResult().getAllErrors()).isEmpty();
        BeanWrapperImpl shown = new BeanWrapperImpl(requireNonNull(sent.getTarget()));
        for (RecordComponent component : form.getRecordComponents()) {
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                assertThat(shown.getPropertyValue(component.getName()))
                        .as("%s of %s", component.getName(), form)
                        .isNotNull();
            }
        }
    }

    /** A wrong value beside fields that are missing is an error of its field, and no failure of the server. */
    @ParameterizedTest
    @MethodSource("forms")
    void formWithAnUnreadableBoxIsMadeAllTheSame(Class<?> form) {
        for (RecordComponent component : form.getRecordComponents()) {
            if (component.getType() == Boolean.class) {
                DataBinder sent = bound(form, Map.of(component.getName(), "perhaps"));
                assertThat(sent.getBindingResult().getFieldErrors())
                        .extracting(FieldError::getField)
                        .containsExactly(component.getName());
                assertThat(sent.getTarget()).isNotNull();
            }
        }
    }

    /** What is typed into a secret field is never shown again; a number or a permit stands in no log. */
    @ParameterizedTest
    @MethodSource("forms")
    void secretsAndNumbersAreNotWritten(Class<?> form) {
        for (RecordComponent component : form.getRecordComponents()) {
            String name = component.getName();
            BindingResult result = bound(form, Map.of(name, TYPED)).getBindingResult();
            if (component.getType() == TypedSecret.class) {
                assertThat(String.valueOf(result.getFieldValue(name))).isEmpty();
            }
            // The number of a company is no secret.
            boolean hidden = Set.of("number", "numbers", "permit").contains(name)
                    && !form.getPackageName().endsWith(".company");
            if (hidden || component.getType() == TypedSecret.class) {
                assertThat(String.valueOf(result.getTarget())).doesNotContain(TYPED);
            }
        }
        assertThat(Arrays.stream(form.getRecordComponents())
                        .filter(component -> component.getName().matches("password|old|answer"))
                        .map(RecordComponent::getType))
                .allMatch(type -> type == TypedSecret.class);
    }

    private static DataBinder bound(Class<?> form, Map<String, String> sent) {
        DataBinder binder = new DataBinder(null, "form");
        binder.setConversionService(new DefaultFormattingConversionService());
        binder.setTargetType(ResolvableType.forClass(form));
        binder.construct(new DataBinder.ValueResolver() {
            @Override
            public @Nullable Object resolveValue(String name, Class<?> type) {
                return sent.get(name);
            }

            @Override
            public Set<String> getNames() {
                return sent.keySet();
            }
        });
        return binder;
    }
}
