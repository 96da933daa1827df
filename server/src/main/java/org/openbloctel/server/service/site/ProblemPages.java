package org.openbloctel.server.service.site;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.Access;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The code of a refusal, for the user who met it: what it means, and what to do. {@code /aide/codes} lists them all. */
@Controller
record ProblemPages(MessageSource texts) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");

    private static final List<Refusal.Code> CODES = Refusal.codes();

    /**
     * A code in words. What only the single case knows is left out.
     *
     * @param kind whose move is next: {@code caller}, {@code conflict}, {@code capacity}, {@code ours}
     */
    record Problem(String code, String kind, String title, String detail, String cure) {}

    @Access(ANYONE)
    @GetMapping("/problemes/{code}")
    String one(@PathVariable("code") String code, Locale locale, Model model) {
        Problem problem = CODES.stream()
                .filter(known -> known.value().equals(code))
                .map(known -> problem(known, locale))
                .findFirst()
                .orElseThrow(() -> new RefusedException(new RequestRefusal.NotFound()));
        model.addAttribute("problem", problem);
        return "problem/one";
    }

    private Problem problem(Refusal.Code code, Locale locale) {
        return new Problem(
                code.value(),
                code.category().name().toLowerCase(Locale.ROOT),
                text(code, ".title", locale),
                text(code, ".detail", locale),
                text(code, ".cure", locale));
    }

    private String text(Refusal.Code code, String part, Locale locale) {
        return PLACEHOLDER
                .matcher(texts.getMessage(code.value() + part, null, "", locale))
                .replaceAll("…");
    }
}
