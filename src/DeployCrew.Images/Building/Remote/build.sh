# Builds the image of a context that lies in S3, and pushes it. It wants docker, the AWS CLI, tar, and a role that may read the bucket and push.
set -eu
work=$(mktemp -d)
export DOCKER_CONFIG="$work/docker" BUILDKIT_PROGRESS=plain BUILDX_NO_DEFAULT_ATTESTATIONS=1 AWS_PAGER=
image="$DEPLOYCREW_REGISTRY/$DEPLOYCREW_REPOSITORY:$DEPLOYCREW_TAG"
trap 'docker rmi --no-prune "$image" >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
trap 'exit 143' INT TERM

for program in docker aws tar; do
  command -v "$program" >/dev/null || { echo "deploycrew: '$program' is not on this machine" >&2; exit 127; }
done

bucket=${DEPLOYCREW_CONTEXT#s3://}
key=${bucket#*/}
bucket=${bucket%%/*}
echo "deploycrew: fetching $DEPLOYCREW_CONTEXT"
aws s3api get-object --bucket "$bucket" --key "$key" "$work/context.tar.gz" >/dev/null
mkdir "$work/build"
tar -xzf "$work/context.tar.gz" -C "$work/build"
cd "$work/build"

dockerfile=$DEPLOYCREW_DOCKERFILE
if docker buildx version >/dev/null 2>&1; then
  export DOCKER_BUILDKIT=1
  if [ -f Dockerfile.buildkit ]; then dockerfile=Dockerfile.buildkit; fi
else
  export DOCKER_BUILDKIT=0
fi
build() { docker build --platform "$DEPLOYCREW_PLATFORM" -f "$dockerfile" --label "$DEPLOYCREW_LABEL" -t "$image" "$@" context </dev/null; }
build
# On 'FROM scratch', the classic builder takes another platform's image out of its cache for this one's.
if [ "$DOCKER_BUILDKIT" = 0 ] && [ "$(docker image inspect --format '{{.Os}}/{{.Architecture}}' "$image")" != "$DEPLOYCREW_PLATFORM" ]; then
  build --no-cache
fi

# The password goes from one program's output into the other's input, and is never written down where it stays.
aws ecr get-login-password | docker login --username AWS --password-stdin "$DEPLOYCREW_REGISTRY" >/dev/null 2>"$work/login" || { cat "$work/login" >&2; exit 1; }
docker push "$image"
digest=$(docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$image" | sed -n "s|^$DEPLOYCREW_REGISTRY/$DEPLOYCREW_REPOSITORY@||p" | head -n 1)
echo "DEPLOYCREW-IMAGE $digest"
