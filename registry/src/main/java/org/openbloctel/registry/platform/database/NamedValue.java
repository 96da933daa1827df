package org.openbloctel.registry.platform.database;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;

/** A parameter of a statement: {@code :day}, or {@code :ticket.asker.email} for what methods of an argument return. */
record NamedValue(Type type, @Nullable Object value) {
    /** What arrays are made of as it is; anything else is a text in them. */
    private static final Set<Type> ELEMENTS =
            Set.of(UUID.class, Long.class, Integer.class, Boolean.class, byte[].class);

    /** The argument of this name; empty where it is another parameter's. */
    static Optional<Argument> find(String wanted, String parameter, Type type, @Nullable Object value) {
        String[] path = wanted.split("\\.", -1);
        if (!path[0].equals(parameter)) {
            return Optional.empty();
        }
        NamedValue found = new NamedValue(type, value);
        for (int i = 1; i < path.length && found.value != null; i++) {
            found = call(found.value, method(found.value.getClass(), path[i]));
        }
        Object bound = found.bound();
        return Optional.of((n, statement, context) ->
                StatementCreatorUtils.setParameterValue(statement, n, SqlTypeValue.TYPE_UNKNOWN, bound));
    }

    /** As the driver takes it. */
    private @Nullable Object bound() {
        return switch (value) {
            case null -> null;
            case Instant at -> Columns.timestamp(at);
            case Enum<?> constant -> constant.name();
            case Locale locale -> locale.toLanguageTag();
            case Optional<?> one -> new NamedValue(type, one.orElse(null)).bound();
            case Collection<?> many -> array(many);
            case Record one
            when one.getClass().getRecordComponents().length == 1 ->
                component(one).bound();
            default -> value;
        };
    }

    private Object array(Collection<?> many) {
        Type element = ((ParameterizedType) type).getActualTypeArguments()[0];
        Class<?> kept = ELEMENTS.contains(element) ? (Class<?>) element : String.class;
        Object array = Array.newInstance(kept, many.size());
        int i = 0;
        for (Object one : many) {
            Object bound = new NamedValue(element, one).bound();
            Array.set(array, i++, kept == String.class && bound != null ? bound.toString() : bound);
        }
        return array;
    }

    private static NamedValue component(Record one) {
        RecordComponent component = one.getClass().getRecordComponents()[0];
        return call(one, component.getAccessor());
    }

    private static NamedValue call(Object object, Method method) {
        try {
            method.setAccessible(true);
            return new NamedValue(method.getGenericReturnType(), method.invoke(object));
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(method + " has no value to bind", e);
        }
    }

    private static Method method(Class<?> type, String name) {
        for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
            for (Method method : declaring.getDeclaredMethods()) {
                if (method.getName().equals(name) && method.getParameterCount() == 0) {
                    return method;
                }
            }
        }
        throw new IllegalArgumentException(type + " has no method " + name);
    }
}
