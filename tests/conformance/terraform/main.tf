# What a small team writes by hand: a service behind HTTPS. The local cloud has all of it but the network, which an emulator of EC2 plays.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "cloud" { type = string }
variable "network" { type = string }
variable "image" { type = string }

provider "aws" {
  region                  = "eu-west-1"
  skip_metadata_api_check = true

  endpoints {
    ecr            = var.cloud
    ecs            = var.cloud
    elbv2          = var.cloud
    logs           = var.cloud
    secretsmanager = var.cloud
    ssm            = var.cloud
    sts            = var.cloud
    ec2            = var.network
    iam            = var.network
  }

  default_tags {
    tags = { project = "terraform", environment = "test" }
  }
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "public" {
  for_each          = { a = "10.0.0.0/24", b = "10.0.1.0/24" }
  vpc_id            = aws_vpc.main.id
  cidr_block        = each.value
  availability_zone = "eu-west-1${each.key}"
}

resource "aws_security_group" "web" {
  name   = "tf-web"
  vpc_id = aws_vpc.main.id
}

resource "aws_iam_role" "execution" {
  name_prefix = "tf-" # the emulator is shared with other tests
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
  })
}

resource "aws_ecr_repository" "web" {
  name                 = "tf/web"
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "web" {
  repository = aws_ecr_repository.web.name
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      selection    = { tagStatus = "untagged", countType = "imageCountMoreThan", countNumber = 10 }
      action       = { type = "expire" }
    }]
  })
}

resource "aws_cloudwatch_log_group" "web" {
  name              = "/tf/web"
  retention_in_days = 30
}

resource "aws_ssm_parameter" "greeting" {
  name        = "/tf/greeting"
  description = "What the service says"
  type        = "String"
  value       = "hello"
}

resource "aws_secretsmanager_secret" "password" {
  name                    = "tf/password"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "password" {
  secret_id     = aws_secretsmanager_secret.password.id
  secret_string = jsonencode({ password = "s3cret" })
}

resource "aws_lb" "web" {
  name            = "tf-web"
  subnets         = [for subnet in aws_subnet.public : subnet.id]
  security_groups = [aws_security_group.web.id]
  idle_timeout    = 30
}

resource "aws_lb_target_group" "web" {
  name                 = "tf-web"
  port                 = 8080
  protocol             = "HTTP"
  target_type          = "ip"
  vpc_id               = aws_vpc.main.id
  deregistration_delay = 1
  health_check {
    path                = "/health"
    interval            = 5
    timeout             = 2
    healthy_threshold   = 2
    unhealthy_threshold = 2
  }
}

resource "aws_lb_listener" "secure" {
  load_balancer_arn = aws_lb.web.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = "arn:aws:acm:eu-west-1:000000000000:certificate/00000000-0000-4000-8000-000000000000"
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      message_body = "nothing here"
      status_code  = "404"
    }
  }
}

resource "aws_lb_listener" "plain" {
  load_balancer_arn = aws_lb.web.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type = "redirect"
    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener_rule" "web" {
  listener_arn = aws_lb_listener.secure.arn
  priority     = 10
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
  condition {
    host_header {
      values = ["*.example.test"]
    }
  }
  condition {
    path_pattern {
      values = ["/*"]
    }
  }
}

resource "aws_ecs_cluster" "main" {
  name = "tf-main"
  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_task_definition" "web" {
  family                   = "tf-web"
  cpu                      = 256
  memory                   = 512
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  execution_role_arn       = aws_iam_role.execution.arn
  container_definitions = jsonencode([{
    name         = "web"
    image        = var.image
    essential    = true
    portMappings = [{ containerPort = 8080, hostPort = 8080, protocol = "tcp" }]
    environment  = [{ name = "PORT", value = "8080" }]
    secrets      = [{ name = "PASSWORD", valueFrom = "${aws_secretsmanager_secret.password.arn}:password::" }]
    logConfiguration = {
      logDriver = "awslogs"
      options   = { "awslogs-group" = aws_cloudwatch_log_group.web.name, "awslogs-region" = "eu-west-1", "awslogs-stream-prefix" = "web" }
    }
  }])
  depends_on = [aws_secretsmanager_secret_version.password]
}

resource "aws_ecs_service" "web" {
  name                               = "web"
  cluster                            = aws_ecs_cluster.main.id
  task_definition                    = aws_ecs_task_definition.web.arn
  desired_count                      = 1
  launch_type                        = "FARGATE"
  propagate_tags                     = "SERVICE"
  enable_execute_command             = true
  health_check_grace_period_seconds  = 10
  deployment_minimum_healthy_percent = 100
  wait_for_steady_state              = true

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = [for subnet in aws_subnet.public : subnet.id]
    security_groups  = [aws_security_group.web.id]
    assign_public_ip = true
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.web.arn
    container_name   = "web"
    container_port   = 8080
  }

  depends_on = [aws_lb_listener_rule.web]
}
