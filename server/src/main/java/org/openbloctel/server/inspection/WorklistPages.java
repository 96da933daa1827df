package org.openbloctel.server.inspection;

import static org.openbloctel.server.web.Access.Caller.INSPECTOR;

import org.openbloctel.server.web.Access;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page of inspectors: what waits for them, and why. */
@Controller
final class WorklistPages {
    @Access(INSPECTOR)
    @GetMapping("/inspection")
    String worklist() {
        return "inspection/worklist";
    }
}
