package org.openbloctel.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.Golden;
import org.openbloctel.server.app.ServerFixture;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every route has its line in the access table, and every line a route; the golden file shows both. */
final class AccessTableIT {
    /** Reached by a dispatch of the container, never by its address: it has no line, so its address is not found. */
    private static final String ERROR = "/error";
    /** Served by a handler of files, and on another port. */
    private static final List<String> NOT_MAPPED = List.of("GET /assets/**", "GET /actuator/**");

    private static ServerFixture server;

    @BeforeAll
    static void start() {
        server = ServerFixture.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyRouteHasItsLineAndEveryLineItsRoute() {
        assertThat(lines()).containsExactlyInAnyOrderElementsOf(routes());
    }

    @Test
    void linesAreTheKeptOnes() {
        String text = AccessTable.lines().stream()
                .map(line ->
                        "%-8s%-52s%s%n".formatted(line.method(), line.pattern().getPatternString(), line.access()))
                .sorted((a, b) -> a.substring(8).compareTo(b.substring(8)))
                .collect(Collectors.joining());
        Golden.compare("access.txt", text);
    }

    @Test
    void whatHasNoLineIsNotFound() {
        assertThat(server.visitor().get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(server.visitor().get(ERROR).statusCode()).isEqualTo(404);
        assertThat(server.visitor().get("/actuator/env").statusCode()).isEqualTo(404);
    }

    private static Set<String> lines() {
        return AccessTable.lines().stream()
                .map(line -> line.method() + " " + line.pattern().getPatternString())
                .collect(Collectors.toSet());
    }

    private static Set<String> routes() {
        Stream<String> mapped = server.beans(RequestMappingInfoHandlerMapping.class).stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(AccessTableIT::routes)
                .filter(route -> !route.endsWith(" " + ERROR));
        return Stream.concat(mapped, NOT_MAPPED.stream()).collect(Collectors.toSet());
    }

    private static Stream<String> routes(RequestMappingInfo info) {
        Set<RequestMethod> declared = info.getMethodsCondition().getMethods();
        List<String> methods = declared.isEmpty()
                ? List.of("GET")
                : declared.stream().map(RequestMethod::name).toList();
        return info.getPatternValues().stream()
                .flatMap(pattern -> methods.stream().map(method -> method + " " + (pattern.isEmpty() ? "/" : pattern)));
    }
}
