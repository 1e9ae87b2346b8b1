package dev.reelay.api.facade.runcomfy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.facade.Front;
import dev.reelay.api.facade.FrontLinks;
import dev.reelay.facade.AnswerJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Where RunComfy has what it tells of a request. */
@ApplicationScoped
class RunComfyLinks {
    private final FrontLinks links;

    RunComfyLinks(FrontLinks links) {
        this.links = links;
    }

    String to(UUID id, String what) {
        return links.to(Front.RUNCOMFY, "v1/requests/" + id + "/" + what);
    }

    /** The id with the addresses that stand beside it everywhere. */
    ObjectNode named(UUID id) {
        return AnswerJson.object()
                .put("request_id", id.toString())
                .put("status_url", to(id, "status"))
                .put("result_url", to(id, "result"));
    }
}
