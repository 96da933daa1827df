package org.openbloctel.registry.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.number.Placeholders;
import org.springframework.dao.DataIntegrityViolationException;

/** Runs each statement of all {@code …Rows} that are interfaces once, with made-up arguments and on tables without rows of theirs. */
final class EveryStatementIT {
    /** They return a primitive of a row that is there, or want arguments that only their feature makes. */
    private static final Set<String> WANT_MORE = Set.of(
            "AttemptRows.abandoned",
            "CallAttemptRows.insert",
            "CallAttemptRows.settle",
            "ComplaintRows.insert",
            "FactorRows.hasAuthenticator",
            "FactorRows.lockAuthenticator",
            "PlanRows.position",
            "RefusalRows.agree",
            "RefusalRows.insert",
            "RegistrationRows.renew",
            "StemRows.stems",
            "WebhookRows.rotatedUnder");

    private static final Map<Class<?>, Object> MADE_UP = Map.ofEntries(
            Map.entry(UUID.class, new UUID(0, 1)),
            Map.entry(Instant.class, Instant.parse("2026-03-29T01:30:00.123456Z")),
            Map.entry(LocalDate.class, LocalDate.of(2026, 3, 29)),
            Map.entry(String.class, "7"),
            Map.entry(int.class, 1),
            Map.entry(Integer.class, 1),
            Map.entry(long.class, 1L),
            Map.entry(Long.class, 1L),
            Map.entry(double.class, 1.0),
            Map.entry(boolean.class, true),
            Map.entry(Boolean.class, true),
            Map.entry(Locale.class, Locale.FRENCH),
            Map.entry(
                    Placeholders.class,
                    Placeholders.usualAnd(List.of("à rappeler")).orElseThrow()),
            Map.entry(byte[].class, new byte[16]),
            Map.entry(Consumer.class, (Consumer<Object>) row -> {}));

    private final Database database = TestDatabase.create().database();
    private final Set<String> failed = new TreeSet<>();
    private int ran;

    @Test
    void eachStatementRuns() throws Exception {
        for (Class<?> type : StatementNamesTest.rows()) {
            List<Method> statements = StatementNamesTest.statements(type);
            if (!statements.isEmpty()) {
                Object rows = rows(type);
                statements.forEach(one -> run(rows, one, type.getSimpleName() + "." + one.getName()));
            }
        }
        assertThat(failed).isEqualTo(new TreeSet<>(WANT_MORE));
        assertThat(ran).as("statements").isGreaterThan(700);
    }

    private void run(Object rows, Method statement, String name) {
        Object[] arguments = Arrays.stream(statement.getGenericParameterTypes())
                .map(EveryStatementIT::madeUp)
                .toArray();
        if (Arrays.stream(arguments).anyMatch(Objects::isNull)) {
            return;
        }
        ran++;
        try {
            database.rehearse(() -> {
                call(rows, statement, arguments);
                return 0;
            });
        } catch (DataIntegrityViolationException e) {
            // It ran: a constraint refuses what was made up.
        } catch (RuntimeException e) {
            if (!failed.add(name) || !WANT_MORE.contains(name)) {
                System.out.println(name + ": " + e);
            }
        }
    }

    private static void call(Object rows, Method statement, Object... arguments) {
        try {
            statement.setAccessible(true);
            statement.invoke(rows, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By their own way in, where they have one. */
    private Object rows(Class<?> type) throws ReflectiveOperationException {
        for (Method way : type.getDeclaredMethods()) {
            if (Modifier.isStatic(way.getModifiers()) && way.getReturnType() == type) {
                way.setAccessible(true);
                return way.invoke(
                        null,
                        Arrays.stream(way.getParameterTypes())
                                .map(one -> one == Database.class ? database : madeUp(one))
                                .toArray());
            }
        }
        return database.rows(type);
    }

    /** Null where nothing can be made up. */
    private static @Nullable Object madeUp(Type type) {
        if (type instanceof ParameterizedType of) {
            Object one = madeUp(of.getActualTypeArguments()[0]);
            return one == null
                    ? MADE_UP.get(of.getRawType())
                    : of.getRawType() == Consumer.class
                            ? MADE_UP.get(Consumer.class)
                            : of.getRawType() == Optional.class
                                    ? Optional.of(one)
                                    : of.getRawType() == Set.class ? Set.of(one) : List.of(one);
        }
        if (!(type instanceof Class<?> simple) || MADE_UP.containsKey(type)) {
            return MADE_UP.get(type);
        }
        if (simple.isArray()) {
            Object array = Array.newInstance(simple.getComponentType(), 1);
            Array.set(array, 0, madeUp(simple.getComponentType()));
            return array;
        }
        if (simple.isEnum()) {
            return simple.getEnumConstants()[0];
        }
        return simple.isSealed() ? madeUp(simple.getPermittedSubclasses()[0]) : instance(simple);
    }

    private static @Nullable Object instance(Class<?> type) {
        if (!type.isRecord()) {
            return null;
        }
        Constructor<?> whole = type.getDeclaredConstructors()[0];
        whole.setAccessible(true);
        try {
            return whole.newInstance(Arrays.stream(whole.getGenericParameterTypes())
                    .map(EveryStatementIT::madeUp)
                    .toArray());
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return null;
        }
    }
}
