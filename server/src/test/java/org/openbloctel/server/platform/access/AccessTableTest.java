package org.openbloctel.server.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.server.platform.access.Access.Caller.ACCOUNT_HOLDER;
import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;
import static org.openbloctel.server.platform.access.Access.Caller.CONSUMER;
import static org.openbloctel.server.platform.access.Access.Caller.INSPECTOR;
import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;
import static org.openbloctel.server.platform.access.Access.Caller.NONE;
import static org.openbloctel.server.platform.access.Access.Caller.STAFF;
import static org.openbloctel.server.platform.access.SignedIn.Rank.HEAD;
import static org.openbloctel.server.platform.access.SignedIn.Role.OPERATOR;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.util.StopWatch;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** A route is as open as its handler states; a handler that states nothing, or two things, stops the start. */
final class AccessTableTest {
    @Test
    void everyWayToStateAccessIsRead() {
        assertThat(lines(Stated.class))
                .containsExactlyInAnyOrder(
                        "anyone anyone",
                        "consumer consumer",
                        "member member OWNER|OPERATOR|AUDITOR with second factor",
                        "before member OWNER|OPERATOR|AUDITOR",
                        "owner member OWNER with second factor",
                        "again member OWNER with second factor given again",
                        "files member OWNER|OPERATOR with second factor",
                        "staff staff with second factor",
                        "inspector inspector HEAD|INSPECTOR with second factor",
                        "head inspector HEAD with second factor",
                        "program key checks");
    }

    @Test
    void theSpaceOfAnAddressDecidesWhoseItIs() {
        assertThat(lines(
                        Shared.class,
                        "/espace/securite",
                        "/pro/securite",
                        "/operateur/securite",
                        "/inspection/securite"))
                .containsExactlyInAnyOrder(
                        "/espace/securite consumer",
                        "/pro/securite member OWNER|OPERATOR|AUDITOR with second factor",
                        "/operateur/securite staff with second factor",
                        "/inspection/securite inspector HEAD|INSPECTOR with second factor");
        assertFault(Shared.class, "/aide/securite", "ACCOUNT_HOLDER is for addresses in a space");
        assertFault(Again.class, "/espace/securite", "stepUp is for members");
    }

    @Test
    void aHandlerThatStatesNothingOrTwoThingsStopsTheStart() {
        assertFault(Silent.class, "/x", "Silent#silent[0 args]: it has no @Access");
        assertFault(Empty.class, "/x", "one of value, member, inspector and key is needed");
        assertFault(Twice.class, "/x", "one of value, member, inspector and key is needed");
        assertFault(Two.class, "/x", "one of value, member, inspector and key is needed");
        assertFault(ProgramAgain.class, "/x", "stepUp is for members, staff");
        assertFault(AgainWithout.class, "/x", "stepUp needs a second factor");
    }

    @Test
    void twoHandlersOfOneRouteMustStateTheSame() throws NoSuchMethodException {
        HandlerMethod anyone = handler(Stated.class, Stated.class.getDeclaredMethod("anyone"));
        HandlerMethod consumer = handler(Stated.class, Stated.class.getDeclaredMethod("consumer"));
        Map<RequestMappingInfo, HandlerMethod> json = Map.of(
                RequestMappingInfo.paths("/x").consumes("application/json").build(), anyone);
        Map<RequestMappingInfo, HandlerMethod> text =
                Map.of(RequestMappingInfo.paths("/x").consumes("text/csv").build(), consumer);
        assertThatThrownBy(() -> AccessTable.read(List.of(json, text)))
                .hasMessageContaining("another handler of GET /x states");
        assertThat(AccessTable.read(List.of(json, json)))
                .hasSize(AccessTable.read(List.of(json)).size());
    }

    @Test
    void handlersOfLibrariesAndOfTheContainerHaveNoLine() throws NoSuchMethodException {
        int withoutHandlers = AccessTable.read(List.of()).size();
        HandlerMethod library = new HandlerMethod(new StopWatch(), "isRunning");
        assertThat(AccessTable.read(List.of(Map.of(info("/x"), library)))).hasSize(withoutHandlers);
        assertThat(lines(Dispatched.class, "/error")).isEmpty();
    }

    /** One line a method, named like its path. */
    private static List<String> lines(Class<?> controller, String... paths) {
        Map<RequestMappingInfo, HandlerMethod> handlers = Arrays.stream(controller.getDeclaredMethods())
                .collect(Collectors.toMap(
                        method -> info(paths.length == 0 ? new String[] {"/" + method.getName()} : paths),
                        method -> handler(controller, method)));
        return AccessTable.read(List.of(handlers)).stream()
                .map(line -> line.pattern().getPatternString() + " " + line.rule())
                .filter(line -> !line.contains("**"))
                .map(line -> paths.length == 0 ? line.substring(1) : line)
                .toList();
    }

    private static void assertFault(Class<?> controller, String path, String fault) {
        assertThatThrownBy(() -> lines(controller, path))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(fault);
    }

    private static RequestMappingInfo info(String... paths) {
        return RequestMappingInfo.paths(paths).methods(RequestMethod.GET).build();
    }

    private static HandlerMethod handler(Class<?> controller, Method method) {
        try {
            return new HandlerMethod(controller.getDeclaredConstructor().newInstance(), method);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** Handlers that state who may call them. */
    static final class Stated {
        @Access(ANYONE)
        void anyone() {}

        @Access(CONSUMER)
        void consumer() {}

        @Access(MEMBER)
        void member() {}

        @Access(value = MEMBER, secondFactor = false)
        void before() {}

        @Access(member = OWNER)
        void owner() {}

        @Access(member = OWNER, stepUp = true)
        void again() {}

        @Access(member = {OWNER, OPERATOR})
        void files() {}

        @Access(STAFF)
        void staff() {}

        @Access(INSPECTOR)
        void inspector() {}

        @Access(inspector = HEAD)
        void head() {}

        @Access(key = "checks")
        void program() {}
    }

    /** A handler of two areas. */
    static final class Shared {
        @Access(ACCOUNT_HOLDER)
        void shared() {}
    }

    /** A handler of two areas that takes the second factor again. */
    static final class Again {
        @Access(value = ACCOUNT_HOLDER, stepUp = true)
        void again() {}
    }

    /** A handler without the annotation. */
    static final class Silent {
        void silent() {}
    }

    /** A handler whose annotation says nothing. */
    static final class Empty {
        @Access
        void empty() {}
    }

    /** A handler whose annotation names a caller and a role. */
    static final class Twice {
        @Access(value = ANYONE, member = OWNER)
        void twice() {}
    }

    /** A handler whose annotation names a role and a scope. */
    static final class Two {
        @Access(member = OWNER, key = "checks")
        void two() {}
    }

    /** A handler that asks a program for a second factor. */
    static final class ProgramAgain {
        @Access(key = "checks", stepUp = true)
        void again() {}
    }

    /** A handler that asks again for what it does not ask for. */
    static final class AgainWithout {
        @Access(member = OWNER, secondFactor = false, stepUp = true)
        void again() {}
    }

    /** A handler that only the container reaches. */
    static final class Dispatched {
        @Access(NONE)
        void dispatched() {}
    }
}
