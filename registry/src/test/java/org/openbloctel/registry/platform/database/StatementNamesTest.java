package org.openbloctel.registry.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.junit.jupiter.api.Test;

/** The names in the statements of all {@code …Rows} that are interfaces: a wrong one would else fail at the first call. */
final class StatementNamesTest {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final ColonPrefixSqlParser PARSER = new ColonPrefixSqlParser();

    @Test
    void eachNameIsOfAParameterAndEachParameterIsNamed() throws Exception {
        Set<String> wrong = new HashSet<>();
        int statements = 0;
        for (Class<?> rows : rows()) {
            for (Method method : statements(rows)) {
                SqlQuery query = method.getAnnotation(SqlQuery.class);
                statements++;
                faults(query == null ? method.getAnnotation(SqlUpdate.class).value() : query.value(), method)
                        .forEach(name -> wrong.add(rows.getSimpleName() + "." + method.getName() + ": " + name));
            }
        }
        assertThat(statements).isGreaterThan(100);
        assertThat(wrong).isEmpty();
    }

    static List<Method> statements(Class<?> rows) {
        return Arrays.stream(rows.getDeclaredMethods())
                .filter(one -> one.isAnnotationPresent(SqlQuery.class) || one.isAnnotationPresent(SqlUpdate.class))
                .toList();
    }

    static List<Class<?>> rows() throws IOException, ClassNotFoundException {
        List<Class<?>> rows = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CLASSES)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith("Rows.class")).toList()) {
                String path = CLASSES.relativize(file).toString();
                rows.add(Class.forName(path.substring(0, path.lastIndexOf('.'))
                        .replace(file.getFileSystem().getSeparator(), ".")));
            }
        }
        return rows;
    }

    private static Stream<String> faults(String sql, Method method) {
        List<String> names = PARSER.parse(sql, null).getParameters().getParameterNames();
        Set<String> used = names.stream().map(name -> name.split("\\.", -1)[0]).collect(Collectors.toSet());
        return Stream.concat(
                names.stream()
                        .filter(name -> Arrays.stream(method.getParameters()).noneMatch(one -> has(one, name))),
                Arrays.stream(method.getParameters())
                        .filter(one -> !one.getType().equals(Consumer.class) && !isInherited(method))
                        .map(Parameter::getName)
                        .filter(name -> !used.contains(name)));
    }

    /** Its parameters are those that the statements of several interfaces need. */
    private static boolean isInherited(Method method) {
        return Arrays.stream(method.getDeclaringClass().getInterfaces())
                .flatMap(parent -> Arrays.stream(parent.getDeclaredMethods()))
                .anyMatch(one -> one.getName().equals(method.getName()));
    }

    private static boolean has(Parameter parameter, String name) {
        List<String> path = List.of(name.split("\\.", -1));
        return path.getFirst().equals(parameter.getName()) && has(parameter.getType(), path.subList(1, path.size()));
    }

    private static boolean has(Class<?> type, List<String> path) {
        return path.isEmpty()
                || Stream.concat(Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getMethods()))
                        .filter(one -> one.getName().equals(path.getFirst()) && one.getParameterCount() == 0)
                        .anyMatch(one -> has(one.getReturnType(), path.subList(1, path.size())));
    }
}
