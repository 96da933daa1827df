package org.openbloctel.server.platform.programs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.Space;
import org.openbloctel.server.platform.pages.RefusalProse;

/** The members of a problem (RFC 9457), the same whichever port answers. Stateless. */
public final class ProblemFields {
    private ProblemFields() {}

    public static Map<String, Object> of(Refusal refusal, String path, RefusalProse prose, Locale locale) {
        RefusalProse.Said said =
                Space.isOfPrograms(path) ? prose.forPrograms(refusal, locale) : prose.said(refusal, locale);
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "/problemes/" + refusal.code());
        problem.put("title", said.title());
        problem.put("status", RefusalStatus.of(refusal).value());
        problem.put("detail", said.detail());
        if (isUri(path)) {
            problem.put("instance", path);
        }
        problem.put("code", refusal.code());
        problem.put("cure", said.cure());
        switch (refusal) {
            case RequestRefusal.UnreadableField field -> problem.put("errors", errors(field.field()));
            case RequestRefusal.UnknownField field -> problem.put("errors", errors(field.field()));
            case RequestRefusal.FieldTwice field -> problem.put("errors", errors(field.field()));
            case RequestRefusal.Internal internal -> problem.put("reference", internal.reference());
            default -> {}
        }
        return problem;
    }

    private static List<Map<String, String>> errors(String field) {
        return List.of(Map.of("pointer", "/" + field.replace('.', '/')));
    }

    private static boolean isUri(String path) {
        try {
            return !new java.net.URI(path).toString().isEmpty();
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }
}
