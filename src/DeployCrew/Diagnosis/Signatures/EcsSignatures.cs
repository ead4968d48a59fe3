namespace DeployCrew.Diagnosis.Signatures;

/// <summary>Why tasks and services of ECS do not run: what <c>stoppedReason</c>, containers' reasons and service events say.</summary>
internal static class EcsSignatures
{
    public static IReadOnlyList<Signature> All { get; } =
    [
        new("ecs-out-of-memory", Rank.Specific, Remedy.RaiseMemory,
            @"OutOfMemoryError: Container killed due to memory usage|OutOfMemory(Error)?\b.*container|OOM ?Killed($|[^"":]|""?: ?true)|killed process \d+.*(total-vm|oom)|JavaScript heap out of memory|near heap limit|Reached heap limit|java\.lang\.OutOfMemoryError|Cannot allocate memory|Out of memory: Kill|runtime: out of memory|std::bad_alloc|memory allocation of \d+ bytes failed|Allowed memory size of \d+ bytes exhausted|\bMemoryError\b|Killed signal terminated program")
        {
            Cause = "The container used more memory than the task has, and was killed.",
            Advice = "Raise the service's memory in requirements.json; look at what grows when that does not last.",
            Reference = References.EcsStopped,
            Sample = "OutOfMemoryError: Container killed due to memory usage",
            PrintedBy = "ECS, container reason",
        },
        new("ecs-secret-denied", Rank.Specific, Remedy.AddPermission,
            @"(unable to (pull|retrieve) secrets?|fetching secret data|secrets? (manager|from)).*(AccessDenied|not authorized to perform:? (?<action>[a-z]+:[A-Za-z]+))")
        {
            Cause = "The execution role may not read a secret of the task ({action}).",
            Advice = "Let the execution role read this one secret; the generated stack does when the secret is named in the requirements.",
            Reference = References.EcsStopped,
            Sample = "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-abc from secrets manager: AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/exec/abc is not authorized to perform: secretsmanager:GetSecretValue",
            PrintedBy = "ECS, stoppedReason",
        },
        new("ecs-secret-missing", Rank.Specific, Remedy.SetVariable,
            @"(unable to (pull|retrieve) secrets?|failed to fetch secret|fetching secret data|invalid ssm parameters).*(ResourceNotFoundException|can.t find the specified secret|invalid ssm parameters: (?<name>[^ ,;]+)|ParameterNotFound)|invalid (ssm )?parameters?: (?<name2>/?[^ ,;]+)|(secrets? manager|ssm|asm).*(ResourceNotFoundException|ParameterNotFound|can.t find the specified secret)")
        {
            Cause = "A secret that the task names is not there.",
            Advice = "Put the secret's value: deploycrew's requirements name where it is kept.",
            Reference = References.EcsStopped,
            Sample = "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid ssm parameters: /hello/dev/web/API_KEY",
            PrintedBy = "ECS, stoppedReason",
        },
        new("ecs-secret-json-key", Rank.Specific, Remedy.SetVariable,
            @"retrieved secret from Secrets Manager did not contain json key (?<key>\S+)")
        {
            Cause = "The secret has no JSON key {key}.",
            Advice = "Write the key into the secret, or name one that it has.",
            Reference = References.EcsStopped,
            Sample = "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): retrieved secret from Secrets Manager did not contain json key password",
            PrintedBy = "ECS, stoppedReason",
        },
        new("ecs-efs", Rank.Specific, Remedy.FixNetwork,
            @"(failed to invoke EFS utils|efs).*(mount|timed out|Failed to resolve|access denied|Connection reset)|mount\.nfs4?: |failed to (mount|invoke) .*efs|fs-[0-9a-f]{8,}.*(cannot|could not|failed|timed out)")
        {
            Cause = "The task cannot mount its EFS file system.",
            Advice = "Look at the mount targets in the task's zones, their security group (2049) and the access point.",
            Reference = References.EcsStopped,
            Sample = "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: mount.nfs4: Connection timed out",
            PrintedBy = "ECS, stoppedReason",
        },
        new("ecs-no-route", Rank.Specific, Remedy.FixNetwork,
            @"(CannotPull\w+|ResourceInitializationError|unable to (pull|retrieve)|failed to do request|failed to resolve ref).*(i/o timeout|context deadline exceeded|Client\.Timeout exceeded|connection timed out|request canceled|connection issue between|network is unreachable|no route to host)|check your task network configuration|(unable to (pull|retrieve)|ResourceInitializationError).*(RequestCanceled|request send failed|send request failed)")
        {
            Cause = "The task has no way to the registry or to AWS's endpoints.",
            Advice = "Give its subnets a NAT gateway or VPC endpoints, or the task a public address; check the security group's way out.",
            Reference = References.EcsStopped,
            Sample = "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref \"123456789012.dkr.ecr.us-east-1.amazonaws.com/api:v42\": failed to do request: Head \"https://123456789012.dkr.ecr.us-east-1.amazonaws.com/v2/api/manifests/v42\": dial tcp 10.0.3.17:443: i/o timeout",
            PrintedBy = "ECS, stoppedReason",
            Stages = ["rollout", "verify", "rollback", "provision"],
        },
        new("ecs-dns", Rank.Specific, Remedy.FixNetwork,
            @"(CannotPull\w+|ResourceInitializationError|failed to (do request|resolve ref|initialize)).*(no such host|server misbehaving|name resolution)")
        {
            Cause = "The task's network does not resolve names.",
            Advice = "Turn on DNS support of the VPC, and check its resolver.",
            Reference = References.EcsStopped,
            Sample = "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to do request: Head \"https://registry.example/v2/api/manifests/1\": dial tcp: lookup registry.example on 10.0.0.2:53: no such host",
            PrintedBy = "ECS, stoppedReason",
            Stages = ["rollout", "verify", "rollback", "provision"],
        },
        new("ecs-pull-denied", Rank.Specific, Remedy.AddPermission,
            @"(CannotPull\w+|unable to pull).*(pull access denied|403 Forbidden|not authorized to perform:? ecr|AccessDenied|unauthorized\b|no basic auth|requires? .docker login|401 Unauthorized|failed to authorize|authentication required|denied:)")
        {
            Cause = "The image may not be pulled with the task's execution role.",
            Advice = "Let the execution role pull from this one repository; ask its owner when it is another account's.",
            Reference = References.EcsStopped,
            Sample = "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web@sha256:ab: pulling from host failed with status code [manifests sha256:ab]: 403 Forbidden",
            PrintedBy = "ECS, stoppedReason",
            Stages = ["rollout", "verify", "rollback", "provision"],
        },
        new("ecs-pull-missing", Rank.Specific, Remedy.FixImageReference,
            @"CannotPull\w+.*(not found|manifest unknown|does not exist|no such image|name unknown)")
        {
            Cause = "The image that the task names is not in the registry.",
            Advice = "Deploy an image that is there; look whether a lifecycle policy has deleted it.",
            Reference = References.EcsStopped,
            Sample = "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.4: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.4: not found",
            PrintedBy = "ECS, stoppedReason",
        },
        new("ecs-pull-platform", Rank.Specific, Remedy.BuildForPlatform,
            @"image Manifest does not contain descriptor matching platform|no match(ing manifest| for platform)|does not match the (specified|detected host) platform|DC3351|cannot be used on this platform|image platform .* does not match|no image found in (manifest list|image index) for architecture")
        {
            Cause = "The image is not for the processor that the tasks run on.",
            Advice = "Build the image for the architecture of the requirements, or name the image's architecture there.",
            Reference = References.EcsStopped,
            Sample = "CannotPullContainerError: pull image manifest has been retried 1 time(s): image Manifest does not contain descriptor matching platform 'linux/amd64'",
            PrintedBy = "ECS, stoppedReason",
        },
        new("ecs-pull-disk", Rank.Specific, Remedy.RaiseDisk,
            @"(CannotPull\w+|CannotCreate\w+|failed to (register layer|copy|extract)).*no space left on device")
        {
            Cause = "The task's disk is too small for the image.",
            Advice = "Raise the task's ephemeral storage, or make the image smaller.",
            Reference = References.EcsStopped,
            Sample = "CannotPullContainerError: failed to register layer: Error processing tar file(exit status 1): write /usr/lib/libx.so: no space left on device",
            PrintedBy = "ECS, stoppedReason",
            Stages = ["rollout", "verify", "rollback", "provision"],
        },
        new("ecs-pull", Rank.General, Remedy.FixImageReference,
            @"CannotPull(Container|ImageManifest)\w*Error")
        {
            Cause = "The image cannot be pulled.",
            Advice = "Look whether the image is there and may be pulled with the execution role.",
            Reference = References.EcsStopped,
            Sample = "CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed open: unexpected status code",
            PrintedBy = "ECS, stoppedReason",
        },
        new("ecs-log-group", Rank.Specific, Remedy.AddPermission,
            @"(failed to (initialize logging driver|validate logger args|create Cloudwatch log)|log driver).*(AccessDenied|not authorized|logs:Create)")
        {
            Cause = "The execution role may not write the task's log.",
            Advice = "Let the execution role create streams in the task's log group.",
            Reference = References.EcsStopped,
            Sample = "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: AccessDeniedException: not authorized to perform: logs:CreateLogStream",
            PrintedBy = "ECS, stoppedReason",
        },
        new("ecs-log-group-missing", Rank.Specific, Remedy.FixRequirements,
            @"(logging driver|logger args|log stream).*(log group does not exist|ResourceNotFoundException)")
        {
            Cause = "The log group that the task writes to is not there.",
            Advice = "Provision the environment again: the stack makes it.",
            Reference = References.EcsStopped,
            Sample = "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.",
            PrintedBy = "ECS, stoppedReason",
        },
        new("ecs-resource-initialization", Rank.General, Remedy.FixNetwork,
            @"ResourceInitializationError")
        {
            Cause = "What the task needs before it starts could not be set up.",
            Advice = "Read the reason after the word: secrets, logs, volumes or network.",
            Reference = References.EcsStopped,
            Sample = "ResourceInitializationError: failed to initialize network: unable to set up the task",
            PrintedBy = "ECS, stoppedReason",
        },
        new("exec-format", Rank.Specific, Remedy.BuildForPlatform,
            @"exec format error|cannot execute binary file|rosetta error: failed to open elf|Could not open ./lib64/ld-linux|Bad CPU type in executable")
        {
            Cause = "The program in the image is for another processor, or is a script without its first line (#!).",
            Advice = "Build the image for the architecture of the requirements; scripts begin with #!/bin/sh.",
            Reference = References.EcsTaskStopped,
            Sample = "exec /usr/local/bin/docker-entrypoint.sh: exec format error",
            PrintedBy = "the container runtime",
        },
        new("entrypoint-missing", Rank.Specific, Remedy.EditDockerfile,
            @"exec(utable file not found in \$PATH|: ""?(?<program>[^"": ]+)""?: (executable file not found|stat .*no such file)| (?<file>/\S+): no such file or directory)|OCI runtime create failed.*(not found|no such file)|exec user process caused.*no such file|can.t open file '?/?[\w./-]+.*No such file|stat \S+: no such file or directory: unknown|unable to start container process.*no such file|[eE]rror: Cannot find module '/\S+/?'? .*MODULE_NOT_FOUND")
        {
            Cause = "The image does not have the program that it should start.",
            Advice = "Correct ENTRYPOINT or CMD, or copy the program into the last stage of the Dockerfile.",
            Reference = References.Dockerfile,
            Sample = "CannotStartContainerError: OCI runtime create failed: container_linux.go:380: starting container process caused: exec: \"gunicorn\": executable file not found in $PATH: unknown",
            PrintedBy = "the container runtime",
        },
        new("entrypoint-not-executable", Rank.Specific, Remedy.EditDockerfile,
            @"(exec|entrypoint|start\.sh|OCI runtime|container process).*permission denied")
        {
            Cause = "The program that the image should start may not be executed.",
            Advice = "Make it executable in the Dockerfile (COPY --chmod=755), and readable for the image's user.",
            Reference = References.Dockerfile,
            Sample = "OCI runtime create failed: runc create failed: unable to start container process: exec: \"/app/start.sh\": permission denied: unknown",
            PrintedBy = "the container runtime",
        },
        new("ecs-essential", Rank.Consequence, Remedy.FixApp,
            @"Essential container in task exited")
        {
            Cause = "The task's container ended.",
            Advice = "Look at its exit code and at the end of its log.",
            Reference = References.EcsTaskStopped,
            Sample = "Essential container in task exited",
            PrintedBy = "ECS, stoppedReason",
        },
        new("ecs-container-unhealthy", Rank.General, Remedy.FixHealthPath,
            @"Task failed container health checks|container (is )?unhealthy")
        {
            Cause = "The container's own health check fails.",
            Advice = "Run its command inside the image: curl or wget may not be there; raise its start period when it only needs time.",
            Reference = References.EcsTaskStopped,
            Sample = "Task failed container health checks",
            PrintedBy = "ECS, stoppedReason",
        },
        new("ecs-capacity", Rank.Specific, Remedy.Retry,
            @"Capacity is unavailable at this time|RESOURCE:ENI|insufficient capacity|InsufficientInstanceCapacity|do not (currently )?have sufficient .*capacity|Insufficient capacity")
        {
            Cause = "AWS has no capacity for the task in this zone just now.",
            Advice = "Try again later, or give the service more zones.",
            Reference = References.EcsEvents,
            Sample = "Capacity is unavailable at this time. Please try again later or in a different availability zone",
            PrintedBy = "ECS, service event",
        },
        new("ecs-spot", Rank.Specific, Remedy.Retry,
            @"Your Spot Task was interrupted|spot (task|instance) (was )?(interrupt|reclaim)|SpotInterruption")
        {
            Cause = "AWS has taken the Spot capacity back that the task ran on.",
            Advice = "Run again; put what must not be interrupted on FARGATE.",
            Reference = References.EcsStopped,
            Sample = "Your Spot Task was interrupted.",
            PrintedBy = "ECS, stoppedReason",
        },
        new("ecs-no-instance", Rank.Specific, Remedy.FixRequirements,
            @"unable to place a task because no container instance met all of its requirements|closest matching .?container-instance|No Container Instances were found|RESOURCE:(MEMORY|CPU|PORTS)|insufficient (CPU units|memory) available|is missing an attribute required by your task")
        {
            Cause = "No machine of the cluster has the processor or memory that the task asks for.",
            Advice = "Use Fargate, add machines, or ask for less.",
            Reference = References.EcsEvents,
            Sample = "(service web) was unable to place a task because no container instance met all of its requirements. Reason: No Container Instances were found in your cluster.",
            PrintedBy = "ECS, service event",
        },
        new("ecs-start-timeout", Rank.Specific, Remedy.RaiseGracePeriod,
            @"(ContainerRuntimeTimeoutError|DockerTimeoutError).*timed out")
        {
            Cause = "The container did not start or stop in time.",
            Advice = "Try again; when it stays so, make the image smaller and the start shorter.",
            Reference = References.EcsStopped,
            Sample = "ContainerRuntimeTimeoutError: Could not transition to running; timed out after waiting 1m: unknown",
            PrintedBy = "ECS, stoppedReason",
        },
        new("ecs-role", Rank.Specific, Remedy.AddPermission,
            @"unable to assume (the )?role\b|verify that the (ECS |)role .*trust relationship|role .*(is invalid or )?cannot be assumed by (principal|ECS)")
        {
            Cause = "ECS may not assume the role of the service or of its tasks.",
            Advice = "Correct the role's trust policy: ecs-tasks.amazonaws.com has to be in it.",
            Reference = References.EcsEvents,
            Sample = "ECS was unable to assume the role 'arn:aws:iam::123456789012:role/web-task' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions",
            PrintedBy = "ECS, stoppedReason",
        },
        new("ecs-unsteady", Rank.Consequence, Remedy.FixApp,
            @"unable to consistently start tasks successfully|(failed|did not) (to )?(reach (a )?steady state|stabilize)|Waiter ServicesStable failed|Max attempts exceeded")
        {
            Cause = "Tasks of the service fail one after another.",
            Advice = "Look at why the first of them stopped.",
            Reference = References.EcsThrottle,
            Sample = "(service web) is unable to consistently start tasks successfully.",
            PrintedBy = "ECS, service event",
        },
        new("ecs-circuit-breaker", Rank.Consequence, Remedy.NothingToDo,
            @"circuit breaker|rolling back to deployment|tasks failed to start|ECS Deployment Circuit Breaker|deployment failed: |TaskFailedToStart")
        {
            Cause = "ECS ended the deployment because its tasks failed.",
            Advice = "Look at why the tasks stopped; the earlier version serves.",
            Reference = References.EcsEvents,
            Sample = "(service web) (deployment ecs-svc/123) deployment failed: tasks failed to start.",
            PrintedBy = "ECS, service event",
        },
        new("rolled-back", Rank.Consequence, Remedy.NothingToDo,
            @"The new version of .* was rolled back|deployment.*(was|is) rolled back")
        {
            Cause = "The new version was rolled back; the earlier one serves.",
            Advice = "Look at why the new one was found wanting.",
            Reference = References.EcsEvents,
            Sample = "The new version of 'web' was rolled back: no task became healthy in 90 s",
            PrintedBy = "deploycrew",
        },
    ];
}
