package dev.reelay.pieces.kubernetes;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an object by the type that its version and kind name, and tells every field that this type does not have. */
final class StrictReader {
    private static final Map<String, Class<?>> TYPES = Map.of(
            "v1/ConfigMap", ConfigMap.class,
            "v1/Service", Service.class,
            "v1/ServiceAccount", ServiceAccount.class,
            "apps/v1/Deployment", Deployment.class,
            "apps/v1/StatefulSet", StatefulSet.class,
            "autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
            "batch/v1/Job", Job.class,
            "networking.k8s.io/v1/Ingress", Ingress.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

    private final ObjectMapper json = new ObjectMapper();
    private final List<String> strange = new ArrayList<>();

    /** Fields at their places; a value of a wrong type is an exception. */
    List<String> strangeFields(Map<String, Object> object) throws ReflectiveOperationException {
        String type = object.get("apiVersion") + "/" + object.get("kind");
        Class<?> known = TYPES.get(type);
        if (known == null) {
            throw new IllegalArgumentException("no type is known for " + type);
        }
        look(json.convertValue(object, known), type);
        return strange;
    }

    private void look(@Nullable Object value, String place) throws ReflectiveOperationException {
        if (value instanceof Collection<?> all) {
            for (Object one : all) {
                look(one, place);
            }
        } else if (value instanceof Map<?, ?> all) {
            for (Object one : all.values()) {
                look(one, place);
            }
        } else if (value != null && value.getClass().getName().startsWith("io.fabric8.")) {
            for (Method getter : value.getClass().getMethods()) {
                if (getter.isAnnotationPresent(JsonAnyGetter.class)) {
                    ((Map<?, ?>) getter.invoke(value)).keySet().forEach(field -> strange.add(place + ": " + field));
                } else if (getter.getName().startsWith("get") && getter.getParameterCount() == 0) {
                    look(getter.invoke(value), place + "/" + getter.getName().substring(3));
                }
            }
        }
    }
}
