package org.openbloctel.server.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.lang.reflect.Parameter;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.forms.SentForm;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Every field of every page and form is sent texts that no person types, by someone who may. No answer is a fault of the server, and none has
 * the text as HTML. Fields that a route gains are sent without a change here.
 */
@Tag("check-long")
final class HostileFieldsIT {
    private static final String SCRIPT = "<script>boom</script>";

    private static final List<String> HOSTILE = List.of(
            SCRIPT + "\"><img src=x onerror=boom> %s {0} ${7*7}",
            "a\0b",
            "+999999999-12-31",
            "-999999999-01-01T00:00:00Z_" + UUID.randomUUID(),
            "9223372036854775807",
            "-1 \u202e\u0663 ../../etc/passwd" + "x".repeat(600),
            "+33639987654");

    /** What a field may hold beside a hostile one: so that the others are not the first that is refused. */
    private static final List<String> ORDINARY = List.of("", "1", "2026-11-24", "true", "Exemple");

    private static final int MIXED = 3;

    /** What these change, all readers of the shared server see: the rooms of these pages send them hostile texts. */
    private static final Set<String> LEFT_OUT = Set.of(
            "/deconnexion", "/operateur/faq/nouvelle", "/operateur/incidents/nouveau", "/operateur/garde/temoins");

    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

    private record Route(AccessTable.Line line, Set<String> fields) {
        String path() {
            return line.pattern().getPatternString().replaceAll("\\{[^}]+}", UNKNOWN);
        }

        boolean isForm() {
            return line.method().equals("POST");
        }

        HttpResponse<String> send(Visitor visitor, Map<String, String> values) {
            if (isForm()) {
                return visitor.post(path(), values);
            }
            return visitor.get(path()
                    + values.entrySet().stream()
                            .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                            .collect(Collectors.joining("&", "?", "")));
        }
    }

    private final List<String> wrong = new ArrayList<>();

    /** All fields at once, then each route some times with a mixture: its seed is its own name, so that a failure repeats. */
    @Test
    void noFieldMakesTheServerFailOrBecomesHtml() {
        Map<SignedIn, Visitor> visitors = new LinkedHashMap<>();
        people().forEach(one -> visitors.put(one, SharedServer.visitor(one)));
        visitors.values().forEach(visitor -> visitor.get("/aide"));
        List<Route> routes = routes();
        int place = 0;
        for (Route route : routes) {
            place++;
            Visitor visitor = visitors.entrySet().stream()
                    .filter(one -> route.line().rule().refusal(one.getKey()).isEmpty())
                    .findFirst()
                    .map(Map.Entry::getValue)
                    .orElseThrow()
                    .with("X-Forwarded-For", "198.18.0." + place);
            for (String value : HOSTILE) {
                send(route, visitor, route.fields().stream().collect(Collectors.toMap(one -> one, one -> value)));
            }
            Random random = new Random(route.line().pattern().getPatternString().hashCode());
            for (int n = route.isForm() || route.fields().size() == 1 ? MIXED : 0; n < MIXED; n++) {
                send(route, visitor, mixed(route, random));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(trails()).as("numbers in trails").isEmpty();
        assertThat(routes).as("routes with fields").hasSizeGreaterThan(100);
    }

    /** What any person typed as a number stands in no trail. */
    private static List<String> trails() {
        JdbcClient database = JdbcClient.create(SharedServer.get().database().owner());
        return Stream.of("audit_entry", "audit_waiting", "security_event")
                .filter(table -> database.sql("select to_regclass(?) is not null")
                        .param("accounts." + table)
                        .query(Boolean.class)
                        .single())
                .flatMap(table -> database
                        .sql("select distinct t::text from accounts." + table
                                + " t where t::text ~ '39 98 76 54|639987654'")
                        .query(String.class)
                        .list()
                        .stream())
                .toList();
    }

    private static Map<String, String> mixed(Route route, Random random) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String field : route.fields()) {
            List<String> from = random.nextInt(3) == 0 ? HOSTILE : ORDINARY;
            values.put(field, from.get(random.nextInt(from.size())));
        }
        return values;
    }

    private void send(Route route, Visitor visitor, Map<String, String> values) {
        HttpResponse<String> answer = route.send(visitor, values);
        boolean html = answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
        boolean left = route.line().rule().refusal(null).isPresent()
                && (answer.statusCode() == 401 || way(answer).endsWith("/connexion"));
        if (left
                || answer.statusCode() >= 500
                || (html && (answer.body().contains(SCRIPT) || answer.body().contains("<img src=x")))) {
            String sent = values.toString();
            wrong.add(route.line().method() + " " + route.path() + " " + answer.statusCode() + " "
                    + sent.substring(0, Math.min(300, sent.length())));
        }
    }

    private static List<SignedIn> people() {
        return List.of(
                Person.owner().principal(),
                Person.staff().principal(),
                Person.inspector(SignedIn.Rank.HEAD).principal(),
                consumer());
    }

    private static SignedIn.Consumer consumer() {
        Consumers consumers = SharedServer.get().bean(Consumers.class);
        String email = Person.newEmail();
        consumers.ask("0639987903", email, Locale.FRENCH);
        String token = JdbcClient.create(SharedServer.get().database().owner())
                .sql("select substring(parameters[array_position(parameters, 'link') + 1] from 'jeton=(.*)$')"
                        + " from accounts.outbox where recipient = ?")
                .param(email)
                .query(String.class)
                .single();
        return new SignedIn.Consumer(consumers.confirm(token).consumer());
    }

    private static List<Route> routes() {
        Map<String, Set<String>> fields = new HashMap<>();
        SharedServer.get()
                .beans(RequestMappingInfoHandlerMapping.class)
                .forEach(mapping -> mapping.getHandlerMethods().forEach((info, handler) -> {
                    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                    String method = methods.isEmpty()
                            ? "GET"
                            : methods.iterator().next().name();
                    info.getPatternValues()
                            .forEach(path -> fields.computeIfAbsent(method + " " + path, none -> new TreeSet<>())
                                    .addAll(fields(handler)));
                }));
        return SharedServer.get().bean(AccessTable.class).lines().stream()
                .filter(line -> Set.of("GET", "POST").contains(line.method()))
                .filter(line -> !line.pattern().getPatternString().startsWith("/api/"))
                .filter(line -> !LEFT_OUT.contains(line.pattern().getPatternString()))
                .map(line -> new Route(
                        line,
                        fields.getOrDefault(line.method() + " " + line.pattern().getPatternString(), Set.of())))
                .filter(route -> !route.fields().isEmpty())
                .toList();
    }

    private static Set<String> fields(HandlerMethod handler) {
        Set<String> fields = new TreeSet<>();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            Optional.ofNullable(parameter.getParameterAnnotation(RequestParam.class))
                    .map(named ->
                            named.name().isEmpty() ? parameter.getParameter().getName() : named.name())
                    .ifPresent(fields::add);
            form(parameter)
                    .ifPresent(form -> Arrays.stream(form.getDeclaredConstructors())
                            .filter(one -> one.getParameterCount() == form.getRecordComponents().length)
                            .flatMap(one -> Arrays.stream(one.getParameters()))
                            .map(HostileFieldsIT::name)
                            .forEach(fields::add));
        }
        return fields;
    }

    private static String name(Parameter parameter) {
        BindParam named = parameter.getAnnotation(BindParam.class);
        return named == null ? parameter.getName() : named.value();
    }

    private static Optional<Class<?>> form(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        if (type == SentForm.class) {
            type = ResolvableType.forMethodParameter(parameter).getGeneric(0).toClass();
        } else if (!parameter.hasParameterAnnotation(ModelAttribute.class)) {
            return Optional.empty();
        }
        return type.isRecord() ? Optional.of(type) : Optional.empty();
    }
}
