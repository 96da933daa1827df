package org.openbloctel.server.platform.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.PropertyResolver;
import org.springframework.util.unit.DataSize;

/**
 * Checks settings while Spring binds them to the records of the features. What is wrong in one record is collected, so that one start
 * tells all of it; then binding ends with a {@link SettingsException}. Stricter than Spring: {@code yes} is not {@code true}. A setting
 * that is wrong has a harmless value until then, so that the checks in a record's constructor can run. Used by one thread.
 */
final class SettingsCheck extends AbstractBindHandler {
    private static final String OURS = "openbloctel";

    private final PropertyResolver values;
    private final Set<String> problems = new LinkedHashSet<>();

    SettingsCheck(BindHandler parent, PropertyResolver values) {
        super(parent);
        this.values = values;
    }

    @Override
    public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
        if (context.getDepth() == 0) {
            problems.clear();
        }
        return super.onStart(name, target, context);
    }

    @Override
    public @Nullable Object onSuccess(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
        return isSetting(name, target) ? checked(name, target, result) : super.onSuccess(name, target, context, result);
    }

    @Override
    public @Nullable Object onFailure(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) throws Exception {
        if (!isOurs(name)) {
            return super.onFailure(name, target, context, error);
        }
        SettingsException told = told(error);
        if (told != null) {
            boolean ofOne = isSetting(name, target);
            told.problems().forEach(problem -> problems.add(ofOne ? name + " " + problem + "." : problem));
        } else if (isSetting(name, target)) {
            checked(name, target, null);
        }
        if (problems.isEmpty()) {
            throw error;
        }
        if (context.getDepth() == 0) {
            throw new SettingsException(List.copyOf(problems));
        }
        return isSetting(name, target) ? harmless(target) : null;
    }

    @Override
    public void onFinish(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, @Nullable Object result)
            throws Exception {
        if (result == null && isSetting(name, target)) {
            checked(name, target, null);
        }
        if (context.getDepth() == 0 && !problems.isEmpty()) {
            throw new SettingsException(List.copyOf(problems));
        }
        super.onFinish(name, target, context, result);
    }

    private static boolean isOurs(ConfigurationPropertyName name) {
        return name.getNumberOfElements() > 0
                && name.getElement(0, ConfigurationPropertyName.Form.UNIFORM).equals(OURS);
    }

    /** Whether it is a setting, and not a group of them or one of several values. */
    private static boolean isSetting(ConfigurationPropertyName name, Bindable<?> target) {
        Class<?> type = type(target);
        return isOurs(name)
                && !name.isLastElementIndexed()
                && (type.isPrimitive()
                        || type.isEnum()
                        || Set.of(
                                        Boolean.class,
                                        Integer.class,
                                        String.class,
                                        URI.class,
                                        Path.class,
                                        Duration.class,
                                        DataSize.class,
                                        SecretFile.class)
                                .contains(type));
    }

    private static Class<?> type(Bindable<?> target) {
        return target.getType().resolve(Object.class);
    }

    private static @Nullable SettingsException told(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SettingsException settings) {
                return settings;
            }
        }
        return null;
    }

    private @Nullable Object checked(ConfigurationPropertyName name, Bindable<?> target, @Nullable Object bound) {
        String text = Optional.ofNullable(values.getProperty(name.toString()))
                .orElse("")
                .strip();
        Optional<String> problem = problem(target, text, bound);
        problem.ifPresent(what -> problems.add(name + " " + what + "."));
        if (problem.isPresent()) {
            return harmless(target);
        }
        Class<?> type = type(target);
        if (type == String.class || type == Path.class) {
            Object made = type == Path.class ? Path.of(text).toAbsolutePath().normalize() : text;
            return text.isEmpty() ? null : made;
        }
        return bound;
    }

    private static Optional<String> problem(Bindable<?> target, String text, @Nullable Object bound) {
        Class<?> type = type(target);
        Wanted wanted = target.getAnnotation(Wanted.class);
        Between between = target.getAnnotation(Between.class);
        String said = "is \"" + text + "\": ";
        if (between != null) {
            boolean fits = (type == Integer.class && text.isEmpty()) || isWithin(text, between);
            return fits
                    ? Optional.empty()
                    : Optional.of(said + "give a whole number from " + between.min() + " to " + between.max());
        }
        if (type == boolean.class || type == Boolean.class) {
            boolean fits = Set.of("true", "false").contains(text) || (type == Boolean.class && text.isEmpty());
            return fits ? Optional.empty() : Optional.of(said + "give true or false");
        }
        if (type.isEnum()) {
            List<String> all = Arrays.stream(type.getEnumConstants())
                    .map(one -> ((Enum<?>) one).name().toLowerCase(Locale.ROOT))
                    .toList();
            return all.contains(text)
                    ? Optional.empty()
                    : Optional.of(said + "give one of " + all.stream().collect(Collectors.joining(", ")));
        }
        if (type == URI.class) {
            boolean fits =
                    text.matches("https?://[^/?#\\s]+(/[^?#\\s]*[^/?#\\s])?") || (text.isEmpty() && wanted == null);
            return fits
                    ? Optional.empty()
                    : Optional.of(said + "give an address like https://example.org, without a slash at the end");
        }
        if (type == Duration.class) {
            return bound == null ? Optional.of(said + "give a time like 5s") : Optional.empty();
        }
        return wanted != null && text.isEmpty() ? Optional.of("is empty: " + wanted.value()) : Optional.empty();
    }

    private static boolean isWithin(String text, Between between) {
        return text.matches("[0-9]{1,9}")
                && Integer.parseInt(text) >= between.min()
                && Integer.parseInt(text) <= between.max();
    }

    private static @Nullable Object harmless(Bindable<?> target) {
        Class<?> type = type(target);
        Between between = target.getAnnotation(Between.class);
        if (between != null && type != Duration.class && type != DataSize.class) {
            return between.min();
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return switch (type.getSimpleName()) {
            case "boolean" -> false;
            case "URI" -> URI.create("http://localhost");
            case "Duration" -> Duration.ZERO;
            case "DataSize" -> DataSize.ofBytes(0);
            case "SecretFile" -> SecretFile.NONE;
            case "String" -> "";
            case "Path" -> Path.of("");
            default -> null;
        };
    }
}
